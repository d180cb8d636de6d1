//! How a row differs from the entry that it is about.

use super::background;
use super::columns::Column;
use super::edited::difference;
use super::lists::items;
use super::naming::name_in;
use super::rows::{Difference, Incoming};
use super::sections::has_sections;
use super::tracking::{own_value, values};
use super::visible::Visible;
use crate::calendar::Moment;
use crate::insight::Insight;
use crate::journal::{Request, SectionKind, as_message, as_section};

/// Keys that hold more than a line; `set` does not take them.
const LONG: [&str; 5] = ["message", "reply", "reflection", "notes", "allow"];

/// The keys that the article's five columns show.
const FIVE: [&str; 5] = ["sent", "summary", "to.background", "replied", "next"];

impl Incoming {
    /// As [`Incoming::differences`], of an entry that the row may be about: the name that its background begins with counts too.
    pub(crate) fn differences_of_row(&self, request: &Request, insight: &Insight<'_>) -> Vec<Difference> {
        let mut differences = self.differences(request, insight);
        let here = request.to.as_ref().and_then(|to| to.name.clone()).unwrap_or_default();
        if let Some(there) = self.named.clone().filter(|named| !here.is_empty() && *named != here) {
            let mut difference = Difference::of("to.name", &here, &there);
            let of_cell = self.says("to.background").and_then(|cell| background::facts(request.to.as_ref(), cell, false));
            difference.facts = of_cell.unwrap_or(difference.facts);
            differences.push(difference);
        }
        differences
    }

    /// What the entry holds and the row says otherwise. A row that names its id speaks of every column it has; any other row only of
    /// the cells that it fills.
    pub(crate) fn differences(&self, request: &Request, insight: &Insight<'_>) -> Vec<Difference> {
        let here = Visible::of_entry(request, insight);
        let edited = if self.id.is_some() { self.edited.as_slice() } else { &[] };
        let mut differences: Vec<Difference> = edited.iter().filter_map(|edited| edited.difference(&here)).collect();
        let seen = differences.len();
        differences.extend(edited.iter().filter_map(|edited| edited.words_missing(request)));
        // What a person wrote in one of the five columns and the entry says by now: the columns beside it are of old.
        let done: Vec<&str> = edited
            .iter()
            .filter(|edited| edited.difference(&here).is_none())
            .flat_map(|edited| edited.facts.iter().flatten())
            .flat_map(|(key, _)| if key == "replied" { vec![key.as_str(), "outcome"] } else { vec![key.as_str()] })
            .collect();
        for (column, there) in &self.values {
            let (key, [now, written]) = match column {
                Column::Key(key) => (key.as_str(), values(request, key, insight)),
                Column::Own(key) => (key.as_str(), [own_value(request, key), own_value(request, key)]),
                Column::Ignored => continue,
            };
            let says_nothing = self.id.is_none() && there.is_empty();
            let is_said = self.id.is_none() && FIVE.contains(&key) && here.says(key, there, self.dates);
            let is_same = |here: &str| self.is_same(key, here, there, request, insight);
            if matches!(key, "id" | "source") || says_nothing || is_said || is_same(&now) || is_same(&written) || done.contains(&key) {
                continue;
            }
            let difference = match key {
                "to.background" if self.id.is_none() && self.says("to.name").is_none() => {
                    Difference { column: key.to_owned(), ..difference(&here, key, key, there, self.dates) }
                }
                _ => Difference::of(key, &written, there),
            };
            if differences[..seen].iter().all(|edited| edited.key != *key || edited.there != *there) {
                differences.push(difference);
            }
        }
        differences
    }

    /// The keys of the five columns of which the entry says something and the row nothing, or no: in a table that a person goes on
    /// with, mostly what was noted in the journal since.
    pub(crate) fn behind(&self, request: &Request, insight: &Insight<'_>) -> Vec<&'static str> {
        let here = Visible::of_entry(request, insight);
        let says_nothing = |key: &str| self.values.iter().any(|(column, there)| *column == Column::Key(key.to_owned()) && there.is_empty());
        let is_behind = |key: &&str| self.id.is_none() && says_nothing(key) && !here.says(key, "", self.dates);
        FIVE.into_iter().filter(is_behind).collect()
    }

    fn is_same(&self, key: &str, here: &str, there: &str, request: &Request, insight: &Insight<'_>) -> bool {
        let of_sections = |kind: SectionKind, text: &str| {
            let wanted = as_section(text);
            request.sections.iter().any(|section| section.kind == kind && request.section_text(section).trim() == wanted.trim())
        };
        match key {
            _ if here.trim() == there.trim() => true,
            "noticed" | "sent" | "replied" | "closed" | "follow_up" | "deadline" => {
                let zone = insight.journal.now.zone;
                let read = |text: &str| Moment::parse(text, zone).ok();
                matches!((read(here), read(there)), (Some(a), Some(b)) if a.rfc3339() == b.rfc3339())
            }
            "outcome" | "tags" => items(here) == items(there),
            "forecast" => here.parse::<f64>().ok() == there.parse::<f64>().ok(),
            "to.background" if self.id.is_none() => name_in(there).is_some_and(|(_, rest)| rest == here.trim()),
            "reply" | "reflection" if self.is_export => has_sections(request, key, there),
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
