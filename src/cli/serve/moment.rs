//! The journal at one moment, with what every page needs; of the moment before only what changed is read again.

use std::sync::OnceLock;

use crate::checks::{Remembered, Report, check_letters_again};
use crate::cli::Globals;
use crate::cli::open::{Known, Open, open_again};
use crate::cli::render::Looks;
use crate::error::Result;
use crate::feedback::Stats;
use crate::insight::Insight;
use crate::journal::Request;
use crate::parallel;
use crate::site::Places;

/// The journal as it was read last.
pub(super) struct Moment {
    pub(super) open: Open,
    pub(super) report: Report,
    /// The numbers of its letters, once a page asked for them.
    pub(super) stats: OnceLock<Stats>,
    pub(super) looks: Looks,
    /// Where everything of the site stands.
    pub(super) places: Places,
}

impl Moment {
    /// Whether its pages are those of another.
    pub(super) fn is_same(&self, other: &Moment) -> bool {
        self.looks.is_same(&other.looks) && self.open.journal.is_same(&other.open.journal)
    }
}

/// What is kept from one reading to the next.
#[derive(Default)]
pub(super) struct Reader {
    files: Known,
    messages: Remembered,
}

impl Reader {
    /// Reads and checks the journal as it is now.
    ///
    /// # Errors
    /// As `open::open`; a layout of `theme/` at fault.
    pub(super) fn read(&mut self, globals: &Globals) -> Result<Moment> {
        let open = open_again(globals, Some(&mut self.files))?;
        let looks = Looks::of(&open.root)?;
        let insight = Insight::of(&open.journal);
        let all: Vec<&Request> = open.journal.requests.iter().collect();
        let check = || check_letters_again(&open.journal, &insight, &mut self.messages);
        let (report, places) = parallel::both(check, || Places::of(&all, &open.journal));
        Ok(Moment { open, report, stats: OnceLock::new(), looks, places })
    }
}
