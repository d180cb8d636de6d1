//! Whether a build would give again what stands there: then nothing is parsed, rendered or written.

use std::collections::HashMap;

use super::open::{Files, Open};
use super::out::Last;
use super::theme;
use crate::calendar::{Moment, Now, Zone};
use crate::disk::{self, digest};
use crate::git;
use crate::insight::Filter;
use crate::journal::{Journal, Privacy};
use crate::labels::Text;
use crate::parallel;
use crate::site::{Made, Whole};

/// All that a site is made of but the time of day, as digests.
pub(super) struct Inputs {
    /// Of all of it.
    whole: String,
    /// Of all but the entries: the program, the settings, the language, the view and its filter, the day, the theme, the
    /// newest commit.
    pub(super) common: String,
    /// Of the bytes of each entry, by its path.
    pub(super) entries: HashMap<String, String>,
}

/// What a site would be made of; `None` where a part of it cannot be told.
pub(super) fn inputs(files: &Files, privacy: Privacy, filter: &Filter) -> Option<Inputs> {
    let program = Some(disk::program_stamp()).filter(|stamp| !stamp.is_empty())?;
    let zone = match files.settings.zone {
        named @ Zone::Named(_) => format!("{named:?}"),
        Zone::System => format!("system {}", Zone::system_name()?),
    };
    let theme = theme::read(&files.root).ok()?;
    let entries = parallel::map(files.entries.iter().collect(), |(found, bytes)| (&found.path, &found.fault, digest(bytes)));
    let settings = digest(files.settings.document.text.as_bytes());
    let day = (files.now.today(), files.now.is_earlier, zone);
    let asked = (files.labels.lang.tag(), files.settings.lang.tag(), privacy.word(), filter);
    let common = digest(format!("{:?}", (program, settings, asked, day, theme, git::place(&files.root), &files.litter)).as_bytes());
    let whole = digest(format!("{:?}", (&common, &entries)).as_bytes());
    let entries = entries.into_iter().map(|(path, _, digest)| (path.clone(), digest)).collect();
    Some(Inputs { whole, common, entries })
}

/// What the last build said of its view, and the number of its files, where it was made from the same and all of them
/// stand as it left them.
pub(super) fn said<'a>(inputs: Option<&Inputs>, now: Now, last: &'a Last) -> Option<(&'a str, usize)> {
    let marker = last.marker.as_ref()?;
    let whole = marker
        .whole
        .as_ref()
        .filter(|whole| Some(&whole.key) == inputs.map(|inputs| &inputs.whole) && whole.since <= now.instant().timestamp())?;
    let stands = |(path, made): (&String, &Made)| last.stands(path, made);
    let all_stand = parallel::map(marker.files.iter().collect(), stands).into_iter().all(|stands| stands);
    all_stand.then_some((whole.said.as_str(), marker.files.len()))
}

/// In the place of the digest of a build whose sentences are not kept: no build is the same.
const NOT_KEPT: &str = "-";

/// What the next build may rely on; `None` where it would have to name entries that could not be read, or where a fact comes true
/// before the day is over.
pub(super) fn whole(open: &Open, inputs: Option<&Inputs>, said: &[Text]) -> Option<Whole> {
    let Journal { now, unreadable, .. } = &open.journal;
    let evening = Now::at(Moment::Day(now.today()), now.zone).ok()?;
    let is_same = unreadable.is_empty() && open.journal.holds_at(evening);
    let inputs = inputs.filter(|_| is_same)?;
    let (key, said) = match said {
        [only] => (inputs.whole.clone(), only.say(&open.labels)),
        // What is said after the first sentence names words and entries, and a site is given away with its marker.
        _ => (NOT_KEPT.to_owned(), String::new()),
    };
    Some(Whole { key, since: now.instant().timestamp(), said })
}
