//! The journal at one moment: read and checked, its pages answered by threads of its own as long as somebody may ask.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::answer;
use super::past::SharedPast;
use crate::checks::{Remembered, check_letters_again};
use crate::cli::Globals;
use crate::cli::known::Known;
use crate::cli::open::{Open, open_again};
use crate::cli::parts;
use crate::cli::render::Looks;
use crate::error::Result;
use crate::feedback::{Asked, Faults, Stats};
use crate::insight::Insight;
use crate::journal::{Privacy, Request};
use crate::parallel;
use crate::serve::Answer;
use crate::site::{Numbers, PartsOf, Places, Source, Story, one_by_one};

/// How many pages are made at once.
const AT_ONCE: usize = 4;

/// The journal as it was read last. What was derived of it lives on the threads that answer, and ends with it.
pub(super) struct Moment {
    pub(super) open: Arc<Open>,
    looks: Arc<Looks>,
    questions: Sender<Question>,
}

/// A path that is asked for, and where its answer goes.
struct Question {
    path: String,
    answer: Sender<Answer>,
}

impl Moment {
    /// Whether its pages are those of another.
    pub(super) fn is_same(&self, other: &Moment) -> bool {
        self.looks.is_same(&other.looks) && self.open.journal.is_same(&other.open.journal)
    }

    /// The answer to a path; `None` where its thread broke off.
    pub(super) fn answer(&self, path: &str) -> Option<Answer> {
        let (answer, answered) = channel();
        self.questions.send(Question { path: path.to_owned(), answer }).ok()?;
        answered.recv().ok()
    }
}

/// What is kept from one reading to the next.
#[derive(Default)]
pub(super) struct Reader {
    files: Known,
    messages: Remembered,
    /// How often was read.
    pub(super) count: u64,
}

impl Reader {
    /// Reads and checks the journal as it is now; `past` is what its pages tell of it, then and later.
    ///
    /// # Errors
    /// As `open::open`; a layout of `theme/` at fault.
    pub(super) fn read(&mut self, globals: &Globals, past: &SharedPast) -> Result<Moment> {
        self.count += 1;
        let open = Arc::new(open_again(globals, &mut self.files)?);
        let looks = Arc::new(Looks::of(&open.root)?);
        let ((questions, asked), (ready, checked)) = (channel(), channel());
        let moment = Moment { open: Arc::clone(&open), looks: Arc::clone(&looks), questions };
        let (past, messages) = (past.clone(), std::mem::take(&mut self.messages));
        std::thread::spawn(move || stay(&open, &looks, &past, messages, &ready, asked));
        self.messages = checked.recv().unwrap_or_default();
        Ok(moment)
    }
}

/// Checks the journal, says so with what is known of its messages, and answers until nobody can ask any more.
fn stay(open: &Open, looks: &Looks, past: &SharedPast, mut messages: Remembered, ready: &Sender<Remembered>, asked: Receiver<Question>) {
    let (journal, labels) = (&open.journal, open.labels);
    let insight = Insight::of(journal);
    let all: Vec<&Request> = journal.requests.iter().collect();
    let check = || check_letters_again(journal, &insight, &mut messages);
    let (report, places) = parallel::both(check, || Places::of(&all, journal));
    // Nobody waits any more where the server was ended meanwhile.
    let _ = ready.send(messages);
    let story = Story::of(journal, &places, labels, &looks.layouts);
    let part = |entry: &str| parts::of_entry(open, &insight, &past.now().past, &story, entry);
    let count = || Stats::of(&insight, &Faults::of(&report), &Asked { takes: &|_| true, since: None, until: None });
    let source = Source {
        insight: &insight,
        privacy: Privacy::Full,
        shown: all.clone(),
        learned: all,
        missing: journal.unreadable.len(),
        places: &places,
        report: &report,
        stats: Numbers::Asked(&OnceLock::new(), &count),
        parts: PartsOf::Asked(&part),
        labels,
        layouts: &looks.layouts,
        assets: &looks.assets,
        is_live: true,
        kept: None,
    };
    one_by_one(&source, |page| {
        let asked = Mutex::new(asked);
        let next = || asked.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let work = || {
            while let Ok(Question { path, answer }) = next() {
                // Who asked may have gone.
                let _ = answer.send(answer::page(open, looks, &story, page, &path));
            }
        };
        std::thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(work))));
    });
}
