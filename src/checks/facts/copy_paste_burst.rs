//! `copy-paste-burst`: a letter is written for its reader.

use crate::calendar::{Date, days_between};
use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::Request;
use crate::labels::text;
use crate::parallel;
use crate::text::difference::{Bag, likeness};

/// Letters that make a burst.
const LETTERS: usize = 3;
/// Civil days within which they went out.
const DAYS: i64 = 7;
/// How alike they are: 2·equal / (a + b) of the word difference, names out.
const ALIKE: f64 = 0.95;

struct Letter<'a> {
    request: &'a Request,
    day: Date,
    bag: Bag,
}

/// Fires once per burst, at its newest letter.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let letters = letters(context);
    let mut burst_of: Vec<usize> = (0..letters.len()).collect();
    let mut is_burst = vec![false; letters.len()];
    for (at, letter) in letters.iter().enumerate() {
        let alike: Vec<usize> = (0..at)
            .rev()
            .take_while(|&before| days_between(letters[before].day, letter.day) <= DAYS)
            .filter(|&before| are_alike(&letters[before], letter))
            // Enough for a burst: further ones change nothing.
            .take(LETTERS - 1)
            .collect();
        if let Some(&nearest) = alike.first() {
            burst_of[at] = burst_of[nearest];
            is_burst[burst_of[at]] |= alike.len() + 1 >= LETTERS;
        }
    }
    let mut members: Vec<(usize, usize)> = vec![(0, 0); letters.len()];
    for (at, &burst) in burst_of.iter().enumerate() {
        members[burst] = (members[burst].0 + 1, at);
    }
    for (count, newest) in (0..letters.len()).filter(|&burst| is_burst[burst]).map(|burst| members[burst]) {
        let message = text!("copy-paste-burst.message", count = count, days = DAYS);
        found.push(at_key("copy-paste-burst", letters[newest].request, "sent", message).help(text!("copy-paste-burst.help")));
    }
}

fn letters<'a>(context: &Context<'a>) -> Vec<Letter<'a>> {
    let zone = context.journal.now.zone;
    let requests: Vec<&Request> = context.journal.requests.iter().filter(|request| request.kind.is_letter()).collect();
    let letter = |request: &'a Request| {
        let day = request.sent_day(zone)?;
        let bag = Bag::of(&request.without_names());
        (!bag.is_empty()).then_some(Letter { request, day, bag })
    };
    let mut letters: Vec<Letter<'a>> = parallel::map(requests, letter).into_iter().flatten().collect();
    letters.sort_by(|a, b| (a.day, &a.request.id).cmp(&(b.day, &b.request.id)));
    letters
}

fn are_alike(a: &Letter<'_>, b: &Letter<'_>) -> bool {
    if a.bag.likeness_at_most(&b.bag) < ALIKE {
        return false;
    }
    let (a, b) = (a.request.without_names(), b.request.without_names());
    a == b || likeness(&a, &b) >= ALIKE
}
