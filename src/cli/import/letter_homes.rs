//! To whose entry an answer goes, where those to whom one letter went have entries of their own.

use std::collections::BTreeMap;

use crate::interchange::{Here, Letter, Party, Planned, Sign, UNKNOWN, sign};
use crate::journal::Request;

/// An entry that a letter is.
pub(super) struct Home<'a> {
    /// The entry.
    pub(super) request: &'a Request,
    /// Whose it is, of those to whom the letter went.
    pub(super) people: Vec<Party>,
    /// It is the letter's for all of them, and takes what nobody's own entry does.
    pub(super) is_whole: bool,
}

impl Home<'_> {
    /// What says that an answer of somebody belongs here.
    fn sign(&self, writer: &Party) -> Option<Sign> {
        let is_address = |party: &Party| party.address.is_some() && party.address == writer.address;
        if self.people.iter().any(is_address) {
            return Some(Sign::Handle);
        }
        let is_name = || self.people.iter().any(|party| party.is_same(writer));
        sign(writer, self.request).or_else(|| is_name().then_some(Sign::Name))
    }
}

/// The place of the entry that an answer of somebody goes to; `None` where it is nobody's, or where two people of one name may have it.
pub(super) fn home_of(homes: &[Home<'_>], writer: &Party) -> Option<usize> {
    let signs: Vec<Option<Sign>> = homes.iter().map(|home| home.sign(writer)).collect();
    let whole = homes.iter().position(|home| home.is_whole);
    let Some(best) = signs.iter().flatten().min().copied() else { return whole };
    let mut of_best = signs.iter().enumerate().filter(|(_, sign)| **sign == Some(best)).map(|(at, _)| at);
    let first = of_best.next();
    if of_best.next().is_some() { whole } else { first }
}

/// The entries of the messages so far, by the number of the message: whose each is, and its id.
#[derive(Default)]
pub(super) struct Homes(BTreeMap<usize, Vec<(Vec<Party>, String)>>);

impl Homes {
    /// Notes that a message is an entry.
    pub(super) fn add(&mut self, letter: usize, people: Vec<Party>, id: &str) {
        self.0.entry(letter).or_default().push((people, id.to_owned()));
    }

    /// The entry that a planned message to some people follows, of those that the one before it is: the one of the fewest that is theirs.
    pub(super) fn followed(&self, letters: &[Letter], before: usize, planned: &Planned, people: &[Party]) -> Option<String> {
        let all = self.0.get(&before)?;
        let is_to = |of: &[Party]| of.iter().any(|party| people.first().is_some_and(|to| party.is_same(to)));
        let own = all.iter().filter(|(of, _)| is_to(of)).min_by_key(|(of, _)| of.len());
        let [first, now] = [before, planned.letter].map(|at| letters[at].person);
        // Of an entry that is known by its id it is not told whose it is.
        let shared = || all.iter().find(|(of, _)| of.is_empty() || first == now || first == UNKNOWN);
        own.or_else(shared).map(|(_, id)| id.clone())
    }
}

/// The entries that a message is, each with those of its persons whose it is.
pub(super) fn homes<'b>(found: &[(usize, Here<'b>)], people: &[Party]) -> Vec<Home<'b>> {
    let is_same = |(at, here): &(usize, Here<'b>)| if let Here::Same(request) = here { Some((*at, *request)) } else { None };
    let same: Vec<(usize, &'b Request)> = found.iter().filter_map(is_same).collect();
    let is_of = |at: usize, first: usize, request: &Request| {
        // An entry may be to two people at once.
        at == first || same.iter().all(|(other, _)| *other != at) && sign(&people[at], request).is_some()
    };
    let of =
        |first: usize, request: &Request| (0..people.len()).filter(|at| is_of(*at, first, request)).map(|at| people[at].clone()).collect();
    let mut homes: Vec<Home<'b>> =
        same.iter().map(|(first, request)| Home { request, people: of(*first, request), is_whole: false }).collect();
    if let [home] = homes.as_mut_slice() {
        home.is_whole = home.people.len() == people.len();
    }
    homes
}
