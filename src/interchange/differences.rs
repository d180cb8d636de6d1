//! How a row differs from the entry that it is about.

use super::background;
use super::columns::Column;
use super::edited::{Edited, difference};
use super::lists::items;
use super::naming::name_in;
use super::rows::{Difference, Incoming};
use super::sections::has_sections;
use super::tracking::{own_value, values};
use super::values::one_line;
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
        let cell = self.says("to.background").unwrap_or_default();
        // A name that the entry has in its background only is nothing new.
        let is_new = |named: &String| *named != here && (!here.is_empty() || !background::says(request.to.as_ref(), cell));
        if let Some(there) = self.named.clone().filter(is_new) {
            let mut difference = Difference::of("to.name", &here, &there);
            let of_cell = background::facts(request.to.as_ref(), cell, false);
            let is_told = |(key, value): &(String, String)| key == "to.name" || values(request, key, insight)[1] != *value;
            difference.facts = of_cell.map_or(difference.facts, |facts| facts.into_iter().filter(is_told).collect());
            differences.push(difference);
        }
        differences
    }

    /// What the entry holds and the row says otherwise. A row that names its id speaks of every column it has; any other row only of
    /// the cells that it fills.
    pub(crate) fn differences(&self, request: &Request, insight: &Insight<'_>) -> Vec<Difference> {
        let (here, today) = (Visible::of_entry(request, insight), Visible::of_today(request, insight));
        let names_id = self.names_id();
        let edited = if names_id { self.cells.edited.as_slice() } else { &[] };
        // What no fact of the row says, as that a letter came back, is in none of its values.
        let is_unsaid = |edited: &&Edited| names_id || edited.facts.as_ref().is_ok_and(Vec::is_empty);
        let unsaid = self.cells.edited.iter().filter(is_unsaid);
        let mut differences: Vec<Difference> = unsaid.filter_map(|edited| edited.difference(request, [&here, &today])).collect();
        if let Some((column, cell)) = self.cells.status.as_ref().filter(|(_, cell)| !here.says("replied", cell, self.cells.dates)) {
            differences.push(difference(&here, column, "replied", cell, self.cells.dates));
        }
        // A visible cell says a yes, a day and a name with its background; the column that says it exactly was deleted.
        let alone = || self.cells.alone.iter().filter(|_| names_id);
        let then = Visible::of_then(request, self.cells.told, insight);
        let says = |key: &str, cell: &str| [&here, &today, &then].iter().any(|shown| shown.says(key, cell, self.cells.dates));
        let not_said = |[_, key, cell]: &&[String; 3]| FIVE.contains(&key.as_str()) && !says(key, cell);
        differences.extend(alone().filter(not_said).map(|[column, key, cell]| difference(&here, column, key, cell, self.cells.dates)));
        let seen = differences.len();
        differences.extend(edited.iter().filter_map(|edited| edited.words_missing(request)));
        let done: Vec<&Edited> = edited.iter().filter(|edited| edited.difference(request, [&here, &today]).is_none()).collect();
        for (column, there) in &self.cells.values {
            let (key, [now, written]) = match column {
                Column::Key(key) => (key.as_str(), values(request, key, insight)),
                Column::Own(key) => (key.as_str(), [own_value(request, key), own_value(request, key)]),
                Column::Ignored => continue,
            };
            let says_nothing = !names_id && says_nothing(request, key, there);
            let is_part = || key == "to.background" && background::says_part(request.to.as_ref(), there);
            let is_alone = FIVE.contains(&key) && alone().any(|[_, of, _]| of == key);
            let is_said = !names_id && FIVE.contains(&key) && (here.says(key, there, self.cells.dates) || is_part());
            let is_same = |here: &str| self.is_same(key, here, there, request, insight);
            let is_behind = self.left_behind.iter().any(|left| left == key);
            let is_less = names_id && self.says_less(key, &written, there);
            if is_behind
                || is_alone
                || is_less
                || matches!(key, "id" | "source")
                || says_nothing
                || is_said
                || is_same(&now)
                || is_same(&written)
                || done.iter().any(|edited| edited.speaks_for(key))
            {
                continue;
            }
            let difference = match key {
                "to.background" if !names_id && self.says("to.name").is_none() => {
                    Difference { column: key.to_owned(), ..difference(&here, key, key, there, self.cells.dates) }
                }
                _ if names_id && there.is_empty() => {
                    Difference { facts: Vec::new(), is_less: true, ..Difference::of(key, &written, there) }
                }
                _ => Difference::of(key, &written, there),
            };
            if differences[..seen].iter().all(|edited| edited.key != *key || edited.there != *there) {
                differences.push(difference);
            }
        }
        differences
    }

    /// The reason with which `close` would end the letter as a status of the row says, empty for the usual one; `None` where none says so.
    pub(crate) fn ending(&self) -> Option<&'static str> {
        let (_, cell) = self.cells.status.as_ref()?;
        Visible::closing("replied", cell, self.cells.dates)
    }

    /// The keys of the five columns of which the entry says something and the row nothing, or no: in a table that a person goes on
    /// with, mostly what was noted in the journal since.
    pub(crate) fn behind(&self, request: &Request, insight: &Insight<'_>) -> Vec<&'static str> {
        let (here, today) = (Visible::of_entry(request, insight), Visible::of_today(request, insight));
        let is_empty = |key: &str| [&here, &today].iter().any(|shown| shown.says(key, "", self.cells.dates));
        let says_nothing = |key: &str| {
            let of_key = |(column, there): &(Column, String)| *column == Column::Key(key.to_owned()) && says_nothing(request, key, there);
            self.cells.values.iter().any(of_key)
        };
        let shown = |(_, cell): &(String, String)| here.says("replied", cell, self.cells.dates);
        let is_shown = |key: &str| key == "replied" && self.cells.status.as_ref().is_some_and(shown);
        let is_behind = |key: &&str| !self.cells.was_exported && says_nothing(key) && !is_empty(key) && !is_shown(key);
        let has_column = |key: &str| self.cells.values.iter().any(|(column, _)| *column == Column::Key(key.to_owned()));
        let is_told = |key: &str| self.cells.edited.iter().any(|edited| edited.speaks_for(key));
        let is_less = |key: &&str| {
            !is_told(key)
                && self.names_id()
                && has_column(key)
                && self.says_less(key, &values(request, key, insight)[1], self.says(key).unwrap_or_default())
        };
        FIVE.into_iter().filter(is_behind).chain(["outcome", "close_reason"].into_iter().filter(is_less)).collect()
    }

    /// The cells of which the entry says the same and the columns behind them something else: one of the two was edited, and the
    /// visible one counts.
    pub(crate) fn contradicting(&self, request: &Request, insight: &Insight<'_>) -> Vec<&Edited> {
        let (here, today) = (Visible::of_entry(request, insight), Visible::of_today(request, insight));
        let is_said = |edited: &&Edited| !edited.says_the_same() && edited.difference(request, [&here, &today]).is_none();
        self.cells.edited.iter().filter(|_| self.names_id() && self.left_behind.is_empty()).filter(is_said).collect()
    }

    /// Whether it is a row of an export that names its id, and so speaks of all of the entry.
    pub(crate) fn names_id(&self) -> bool {
        self.cells.is_export && self.cells.id.is_some()
    }

    /// Whether a cell is empty that says more of what another one says as well: what a reply brought, why a letter was closed.
    fn says_less(&self, key: &str, here: &str, there: &str) -> bool {
        let fact = match key {
            "outcome" => "replied",
            "close_reason" => "closed",
            _ => return false,
        };
        there.is_empty() && !here.is_empty() && self.says(fact).is_some()
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
                let is_day_of = |a: Moment, b: Moment| b.clock().is_none() && a.day(zone) == b.day(zone);
                match (read(here), read(there)) {
                    (Some(a), Some(b)) => a.rfc3339() == b.rfc3339() || is_day_of(a, b),
                    // That there was a reply says less than its day.
                    (Some(_), None) => key == "replied" && there == "yes",
                    _ => false,
                }
            }
            "template" => here.strip_prefix(there).is_some_and(|version| !there.is_empty() && version.starts_with('@')),
            "outcome" | "tags" => items(here) == items(there),
            "forecast" => here.parse::<f64>().ok() == there.parse::<f64>().ok(),
            "to.background" if !self.names_id() => name_in(there).is_some_and(|(_, rest)| rest == here.trim()),
            "reply" | "reflection" if self.cells.is_export => has_sections(request, key, there),
            "message" if !self.cells.is_export => here.trim() == as_message(there).trim(),
            "reply" if !self.cells.is_export => of_sections(SectionKind::Reply, there),
            "reflection" if !self.cells.is_export => of_sections(SectionKind::Reflection, there),
            "notes" if !self.cells.is_export => of_sections(SectionKind::Notes, there),
            _ => false,
        }
    }
}

/// Whether a cell of a table that a person goes on with is empty, or gives only the name of who is known.
fn says_nothing(request: &Request, key: &str, there: &str) -> bool {
    let name = request.to.as_ref().and_then(|to| to.name.as_deref());
    there.is_empty() || key == "to.background" && name.is_some_and(|name| one_line(there) == name)
}

impl Difference {
    /// Of a key, in its own name.
    pub(super) fn of(key: &str, here: &str, there: &str) -> Difference {
        let facts = if LONG.contains(&key) { Vec::new() } else { vec![(key.to_owned(), there.to_owned())] };
        Difference {
            key: key.to_owned(),
            column: key.to_owned(),
            here: here.to_owned(),
            there: there.to_owned(),
            facts,
            close: None,
            denies: false,
            is_less: false,
        }
    }
}
