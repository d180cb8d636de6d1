//! How a row differs from the entry that it is about.

use super::columns::Column;
use super::lists::items;
use super::naming::name_in;
use super::rows::{Difference, Incoming};
use super::tracking::{own_value, values};
use super::visible::background_shown;
use crate::calendar::Moment;
use crate::insight::{Insight, Status};
use crate::journal::{Request, SectionKind, as_message, as_section};

/// Keys that hold more than a line; `set` does not take them.
const LONG: [&str; 5] = ["message", "reply", "reflection", "notes", "allow"];

impl Incoming {
    /// As [`Incoming::differences`], of an entry that the row may be about: the name that its background begins with counts too.
    pub(crate) fn differences_of_row(&self, request: &Request, insight: &Insight<'_>) -> Vec<Difference> {
        let mut differences = self.differences(request, insight);
        let here = request.to.as_ref().and_then(|to| to.name.clone()).unwrap_or_default();
        if let Some(there) = self.named.clone().filter(|named| !here.is_empty() && *named != here) {
            differences.push(Difference::of("to.name", &here, &there));
        }
        differences
    }

    /// What the entry holds and the row says otherwise. A row of an export speaks of every column it has; any other row only of the
    /// cells that it fills.
    pub(crate) fn differences(&self, request: &Request, insight: &Insight<'_>) -> Vec<Difference> {
        let mut differences: Vec<Difference> = self.edited.iter().filter_map(|edited| edited.difference(request, insight)).collect();
        let seen = differences.len();
        differences.extend(self.edited.iter().filter_map(|edited| edited.words_missing(request)));
        // What a person wrote in one of the five columns and the entry says by now: the columns beside it are of old.
        let is_done = |key: &str| {
            let of_key = |known: &str| known == key || key == "outcome" && known == "replied";
            self.edited
                .iter()
                .any(|edited| edited.facts.iter().any(|(known, _)| of_key(known)) && edited.difference(request, insight).is_none())
        };
        for (column, there) in &self.values {
            let (key, [now, written]) = match column {
                Column::Key(key) => (key, values(request, key, insight)),
                Column::Own(key) => (key, [own_value(request, key), own_value(request, key)]),
                Column::Ignored => continue,
            };
            let says_nothing = self.id.is_none() && there.is_empty();
            let is_same = |here: &str| self.is_same(key, here, there, request, insight);
            if key == "id" || key == "source" || says_nothing || is_same(&now) || is_same(&written) || is_done(key) {
                continue;
            }
            let mut difference = Difference::of(key, &written, there);
            // The name at its beginning goes into a key of its own.
            if let Some(rest) = self.draft.to.as_ref().filter(|_| key == "to.background" && self.named.is_some()) {
                difference.facts = vec![(key.clone(), rest.background.clone().unwrap_or_default())];
            }
            if differences[..seen].iter().all(|edited| edited.key != *key || edited.there != *there) {
                differences.push(difference);
            }
        }
        differences
    }

    fn is_same(&self, key: &str, here: &str, there: &str, request: &Request, insight: &Insight<'_>) -> bool {
        let of_sections = |kind: SectionKind, text: &str| {
            let wanted = as_section(text);
            request.sections.iter().any(|section| section.kind == kind && request.section_text(section).trim() == wanted.trim())
        };
        match key {
            _ if here.trim() == there.trim() => true,
            "replied" if self.id.is_none() && there == "yes" => !here.is_empty() || insight.status(request) == Status::Replied,
            "summary" if self.id.is_none() => request.summary_shown().trim() == there.trim(),
            "noticed" | "sent" | "replied" | "closed" | "follow_up" | "deadline" => {
                let zone = insight.journal.now.zone;
                let read = |text: &str| Moment::parse(text, zone).ok();
                matches!((read(here), read(there)), (Some(a), Some(b)) if a.rfc3339() == b.rfc3339())
            }
            "outcome" | "tags" => items(here) == items(there),
            "forecast" => here.parse::<f64>().ok() == there.parse::<f64>().ok(),
            "to.background" if self.id.is_none() => {
                let is_shown = request.to.as_ref().is_some_and(|to| background_shown(to) == there.trim());
                is_shown || name_in(there).is_some_and(|(_, rest)| rest == here.trim())
            }
            "message" if !self.is_export => here.trim() == as_message(there).trim(),
            "reply" if !self.is_export => of_sections(SectionKind::Reply, there),
            "reflection" if !self.is_export => of_sections(SectionKind::Reflection, there),
            "notes" if !self.is_export => of_sections(SectionKind::Notes, there),
            _ => false,
        }
    }
}

impl Difference {
    /// Of a key, in its own name.
    pub(super) fn of(key: &str, here: &str, there: &str) -> Difference {
        let facts = if LONG.contains(&key) { Vec::new() } else { vec![(key.to_owned(), there.to_owned())] };
        Difference { key: key.to_owned(), column: key.to_owned(), here: here.to_owned(), there: there.to_owned(), facts }
    }
}
