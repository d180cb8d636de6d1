//! A row that was copied from another: what belongs to the letter it was copied from stays behind.

use std::collections::BTreeMap;

use super::cells::{Cells, said_of};
use super::columns::Column;
use super::tracking::{keys, values};
use super::values::status_of;
use super::whether::Whether;
use crate::insight::Insight;
use crate::journal::Kind;

/// What tells letters apart in the columns named as the keys, beside the person, who may have been typed over.
const APART: [&str; 2] = ["sent", "summary"];
/// What a new letter may well share with the one that its row was copied from; the rest of `to` goes by the visible cell, and
/// stays with its person where another one is named.
const SHARED: [&str; 9] = ["id", "source", "sent", "summary", "next", "kind", "channel", "lang", "tags"];

/// A letter's id, and what it says by key.
type Original = (String, BTreeMap<String, String>);

/// The letters that rows were copied from, by what tells letters apart.
#[derive(Debug, Default)]
pub(crate) struct Originals {
    letters: BTreeMap<String, Vec<Original>>,
}

impl Originals {
    /// Of the rows whose visible cells are another letter's: among the other rows, else among the entries.
    pub(crate) fn of<'a>(rows: impl Iterator<Item = &'a Cells> + Clone, insight: &Insight<'_>) -> Originals {
        let mut letters: BTreeMap<String, Vec<Original>> =
            rows.clone().filter(|row| is_other(row)).map(|row| (apart_in(row), Vec::new())).collect();
        if letters.is_empty() {
            return Originals { letters };
        }
        for row in rows.filter(|row| is_original(row)) {
            let of_key = |(column, value): &(Column, String)| match column {
                Column::Key(key) => Some((key.clone(), value.clone())),
                _ => None,
            };
            if let (Some(id), Some(originals)) = (&row.id, letters.get_mut(&apart_in(row))) {
                originals.push((id.clone(), row.values.iter().filter_map(of_key).collect()));
            }
        }
        for request in &insight.journal.requests {
            let value = |key: &str| values(request, key, insight)[1].clone();
            if let Some(originals) = letters.get_mut(&APART.map(value).join("\n")) {
                originals.push((request.id.clone(), keys().into_iter().map(|key| (key.clone(), value(&key))).collect()));
            }
        }
        Originals { letters }
    }

    /// Takes out of a copied row's values what belongs to the letter that it was copied from; gives the keys.
    pub(super) fn leave_behind(&self, row: &Cells, values: &mut [(Column, String)]) -> Vec<String> {
        let originals = self.letters.get(&apart_in(row)).filter(|_| is_other(row) && !is_original(row));
        let others = || originals.into_iter().flatten().filter(|(id, _)| row.id.as_ref() != Some(id)).map(|(_, original)| original);
        let says = |original: &BTreeMap<String, String>, key: &str| {
            original.get(key).map_or("", String::as_str) == said_of(&row.values, key).unwrap_or_default()
        };
        let by = |key: &str| others().find(|original| says(original, key));
        let Some(original) = by("to.name").or_else(|| by("message")).or_else(|| others().next()) else { return Vec::new() };
        let is_same_person = says(original, "to.name");
        let came_along = |(column, value): &&(Column, String)| match column {
            Column::Key(key) => {
                let is_shared = SHARED.contains(&key.as_str()) || is_same_person && key.starts_with("to.");
                !is_shared && !value.is_empty() && original.get(key) == Some(value)
            }
            _ => false,
        };
        let mut left = Vec::new();
        for (column, value) in row.values.iter().filter(came_along) {
            let Column::Key(key) = column else { continue };
            left.push(key.clone());
            // What the visible cells say in its place stays.
            if let Some((_, said)) = values.iter_mut().find(|(known, said)| known == column && said == value) {
                said.clear();
            }
        }
        // Nothing that follows no letter is a nudge.
        let kind = |(column, value): &&mut (Column, String)| *column == Column::Key("kind".to_owned()) && value == Kind::Nudge.word();
        if left.iter().any(|key| key == "follows")
            && let Some((_, said)) = values.iter_mut().find(kind)
        {
            said.clear();
            left.push("kind".to_owned());
        }
        // A yes in other words than the export's was typed anew.
        let whether = Whether::of(&row.whether, row.dates);
        if status_of(&row.whether).is_none() && matches!(whether, Whether::Yes | Whether::Declined) {
            left.retain(|key| key != "replied");
            if let Some((_, said)) = values.iter_mut().find(|(column, _)| *column == Column::Key("replied".to_owned())) {
                "yes".clone_into(said);
            }
        }
        left
    }
}

/// Whether the visible cells are those of another letter than the columns behind them.
fn is_other(row: &Cells) -> bool {
    row.edited.iter().any(|edited| matches!(edited.key.as_str(), "sent" | "summary" | "to.background"))
}

/// Whether a row is the letter's own, whatever was edited in it: its id begins with the day that its columns tell.
fn is_original(row: &Cells) -> bool {
    let day = said_of(&row.values, "sent").and_then(|sent| sent.get(..10));
    row.id.as_deref().is_some_and(|id| !is_other(row) || day.is_some_and(|day| id.starts_with(day)))
}

fn apart_in(row: &Cells) -> String {
    APART.map(|key| said_of(&row.values, key).unwrap_or_default()).join("\n")
}
