//! `asklog snooze`: the user's own day for the next touch.

use super::open;
use super::{Exit, Globals, Outcome, change, find, when};
use crate::calendar::Direction;
use crate::error::Error;
use crate::insight::Insight;
use crate::journal::Edit;
use crate::labels::text;

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// A coming day: +3d, next-mon, 2026-05-04.
    #[arg(allow_hyphen_values = true)]
    when: String,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let now = open.journal.now;
    let day = when::read(&args.when, now, Direction::Coming)?.day(now.zone);
    let found = find::request(&open, &insight, &args.id, |request| insight.status(request).is_open())?;
    if !insight.status(found).is_open() {
        let status = open.labels.word("status", insight.status(found).word());
        return Err(Error::new(text!("snooze.not-open", id = found.id, status = status)));
    }
    // The date of the last sent entry is the one that counts.
    let target = insight.threads.of_request(found).last_sent().unwrap_or(found);
    change::change(&open, target.path(), &[Edit::Set("follow_up".to_owned(), day.to_string())])?;
    open.say(&text!("snooze.done", id = target.id, day = day));
    Ok(Exit::Done)
}
