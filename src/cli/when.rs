//! WHEN on a command line: read, echoed, refused in words.

use crate::calendar::{Direction, Moment, Now, WhenFault, parse_when};
use crate::error::{Error, Result};
use crate::labels::text;

/// The moment of a WHEN.
///
/// # Errors
/// When it is none, or lies in the wrong direction; with what was likely meant.
pub(super) fn read(when: &str, now: Now, direction: Direction) -> Result<Moment> {
    parse_when(when, now, direction).map_err(|fault| error(when, &fault))
}

/// A fault in words.
pub(super) fn error(when: &str, fault: &WhenFault) -> Error {
    match fault {
        WhenFault::Unknown(_) => Error::new(text!("when.unknown", when = when)).help(text!("when.help")),
        WhenFault::NotPast(day) => Error::new(text!("when.not-past", when = when, day = day)).help(text!("when.not-past.help")),
        WhenFault::NotComing(day, Some(meant)) => {
            Error::new(text!("when.not-coming", when = when, day = day)).help(text!("did-you-mean", word = meant))
        }
        WhenFault::NotComing(day, None) => Error::new(text!("when.not-coming", when = when, day = day)).help(text!("when.not-coming.help")),
    }
}
