//! Two dates in the wrong order: shared by the three rules about it.

use crate::calendar::{Moment, days_between};
use crate::checks::Context;
use crate::diagnostic::Diagnostic;
use crate::labels::{Text, text};

/// Adds what `tell` makes of the distance where `later` is before `earlier`: as instants where both
/// have a time, else as civil days.
pub(super) fn out_of_order(
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
    later: Moment,
    earlier: Moment,
    tell: impl FnOnce(Text) -> Diagnostic,
) {
    let zone = context.journal.now.zone;
    if later.compare(earlier, zone).is_lt() {
        let days = days_between(later.day(zone), earlier.day(zone));
        found.push(tell(if days == 0 {
            text!("order.same-day")
        } else {
            text!("order.days-earlier", days = days, count = in_words(days))
        }));
    }
}

/// Small numbers as English words.
fn in_words(number: i64) -> String {
    const WORDS: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    usize::try_from(number).ok().and_then(|number| WORDS.get(number)).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
