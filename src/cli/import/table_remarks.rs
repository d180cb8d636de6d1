//! What an import of a table says at its end: what was found in it, what was not taken, and whose names cannot be hidden.

use std::cmp::Ordering;

use super::advised::{end, no_reply, typed};
use super::arrivals::Added;
use super::of_file::OfFile;
use super::trial;
use crate::calendar::{Datelike, Moment, Now};
use crate::cli::open::Open;
use crate::insight::Insight;
use crate::interchange::{Edited, Incoming, Linked, Merged, SheetRow, Table, letters};
use crate::journal::Request;
use crate::labels::{Text, Value, text};
use crate::text::control::one_line;
use crate::text::width::cut;

/// The year before which a date is most likely a slip.
const OLDEST: i32 = 1990;
/// Cells that a value is shown in.
const SHOWN: usize = 20;
/// Places that one remark names.
const PLACES: usize = 5;

/// What was noticed on the way.
#[derive(Default)]
pub(super) struct Remarks {
    below_no_heading: Vec<(usize, usize, String)>,
    overlooked: Vec<(usize, String)>,
    broken: Vec<(usize, String)>,
    edited: Vec<(usize, Edited)>,
    drafts: Vec<usize>,
    named: Vec<(usize, String)>,
    nameless: Vec<(usize, Added)>,
    untaken: Vec<(usize, String, String)>,
    endings: Vec<String>,
    left_behind: Vec<(usize, Vec<String>)>,
    /// The row, the column, the entry that says something, and the words with which `set` takes it away, where it may be.
    behind: Vec<(usize, String, String, Option<String>)>,
}

impl Remarks {
    /// Looks at a row of the table, taken or not.
    pub(super) fn row(&mut self, table: &Table, row: &SheetRow) {
        let cells = table.below_no_heading(row).into_iter();
        self.below_no_heading.extend(cells.map(|(column, words)| (row.number, column, words.to_owned())));
    }

    /// Looks at a row that became an entry.
    pub(super) fn entry(&mut self, open: &OfFile<'_>, table: &Table, row: &Incoming, added: Added) {
        self.overlooked.extend(row.cells.overlooked.iter().map(|column| (row.cells.row, column.clone())));
        self.named.extend(row.named.iter().map(|name| (row.cells.row, name.clone())));
        self.broken.extend(row.cells.broken.iter().map(|column| (row.cells.row, column.clone())));
        let (taken, untaken): (Vec<&Edited>, Vec<&Edited>) = row.contradicted().partition(|edited| row.takes(edited));
        // Of a copy that is plain, and what stays behind is said.
        let taken = taken.into_iter().filter(|_| row.left_behind.is_empty());
        self.edited.extend(taken.map(|edited| (row.cells.row, edited.clone())));
        self.untaken.extend(untaken.into_iter().map(|edited| (row.cells.row, edited.column.clone(), edited.cell.clone())));
        self.untaken.extend(row.cells.status.iter().map(|(column, cell)| (row.cells.row, column.clone(), cell.clone())));
        self.endings.extend(ending(row, &added, open.journal.now));
        self.left_behind.extend(Some((row.cells.row, row.left_behind.clone())).filter(|(_, keys)| !keys.is_empty()));
        early(open, table, row, &added);
        if row.names_id() {
            return;
        }
        self.future(open, table, row, &added);
        if row.says("sent").is_none() {
            self.drafts.push(row.cells.row);
        }
        let is_nameless = |to: &crate::journal::Recipient| to.name.is_none() && to.call.is_none() && to.handle.is_none();
        if row.draft.kind.needs_recipient() && row.draft.to.as_ref().is_none_or(is_nameless) {
            self.nameless.push((row.cells.row, added));
        }
    }

    /// Looks at what the entry of a row says and the row does not, and at where the row's own columns contradict each other.
    pub(super) fn beside(&mut self, open: &OfFile<'_>, table: &Table, row: &Incoming, request: &Request, insight: &Insight<'_>) {
        for key in row.behind(request, insight) {
            let own = || (request, vec![(key.to_owned(), String::new())]);
            let (holder, pairs) = Some(key).filter(|key| *key == "replied").and_then(|_| no_reply(request, insight)).unwrap_or_else(own);
            let typed = trial::is_taken(open, holder, &pairs).then(|| typed(holder, &pairs));
            self.behind.push((row.cells.row, table.heading(key).to_owned(), holder.id.clone(), typed));
        }
        let contradicted = row.contradicting(request, insight).into_iter();
        self.edited.extend(contradicted.map(|edited| (row.cells.row, edited.clone())));
    }

    /// A fact that lies in the future is none yet, and one of long ago is no letter's: mostly the year is a slip.
    fn future(&self, open: &OfFile<'_>, table: &Table, row: &Incoming, added: &Added) {
        let now = open.journal.now;
        for key in ["noticed", "sent", "replied", "closed"] {
            let Some(date) = row.says(key) else { continue };
            let Ok(day) = Moment::parse(date, now.zone).map(|moment| moment.day(now.zone)) else { continue };
            let column = table.heading(key);
            if day.year() < OLDEST {
                open.say(&text!("import.old", row = row.cells.row, column = column, value = date, key = key, id = added.id));
            }
            if day > now.today() {
                open.say(&text!("import.future", row = row.cells.row, column = column, value = date, key = key, id = added.id));
            }
        }
    }

    /// Says it all.
    pub(super) fn say(&self, open: &OfFile<'_>, table: &Table, merged: &[Merged]) {
        let merged: Vec<String> = merged
            .iter()
            .filter_map(|merged| {
                table.key(merged.column)?;
                let column = &table.columns.get(merged.column)?.0;
                let (first, last) = merged.rows;
                Some(
                    text!("import.merged.place", column = column, first = first, last = last, value = short(&merged.value))
                        .say(&open.labels),
                )
            })
            .collect();
        places_of(open, &merged, |places| text!("import.merged", places = places));
        each(
            open,
            &self.below_no_heading,
            |(row, column, words)| text!("import.below-no-heading.place", row = row, column = letters(*column), value = short(words)),
            |places| text!("import.below-no-heading", places = places),
        );
        let place = |(row, column): &(usize, String)| text!("import.place", row = row, column = column);
        each(open, &self.overlooked, place, |places| text!("import.overlooked", places = places));
        each(open, &self.broken, place, |places| text!("import.broken-lines", places = places));
        each(open, &self.edited, edited_place, |places| text!("import.edited", places = places));
        each(
            open,
            &self.untaken,
            |(row, column, cell)| text!("import.untaken.place", row = row, column = column, words = short(cell)),
            |places| text!("import.untaken", places = places),
        );
        self.endings.iter().take(PLACES).for_each(|command| open.say(&text!("import.take", command = command)));
        if self.endings.len() > PLACES {
            open.say(&text!("import.take.more", count = self.endings.len() - PLACES));
        }
        each(
            open,
            &self.left_behind,
            |(row, keys)| text!("import.left-behind.place", row = row; keys => Value::list(keys)),
            |places| text!("import.left-behind", places = places),
        );
        let typed = self.behind.iter().find_map(|(.., typed)| typed.as_deref());
        each(
            open,
            &self.behind,
            |(row, column, id, _)| text!("import.behind.place", row = row, column = column, id = id),
            |places| match typed {
                Some(typed) => text!("import.behind", places = places, typed = typed),
                None => text!("import.behind.kept", places = places),
            },
        );
        if !self.drafts.is_empty() {
            let column = table.heading("sent");
            open.say(&match column {
                "sent" if !table.columns.iter().any(|(name, _)| name == "sent") => {
                    text!("import.drafts.no-column", count = self.drafts.len())
                }
                column => text!("import.drafts", count = self.drafts.len(), column = column; rows => numbers(&self.drafts)),
            });
        }
        each(
            open,
            &self.named,
            |(row, name)| text!("import.named.place", row = row, name = name),
            |places| text!("import.named", column = table.heading("to.background"), places = places),
        );
        self.say_nameless(open);
    }

    fn say_nameless(&self, open: &OfFile<'_>) {
        let Some((_, first)) = self.nameless.first() else { return };
        open.say(&text!("import.nameless", count = self.nameless.len()));
        for (row, added) in self.nameless.iter().take(PLACES) {
            open.say(&text!("import.nameless.place", path = added.path, line = added.to_line, row = row));
        }
        if self.nameless.len() > PLACES {
            open.say(&text!("left-out.more", count = self.nameless.len() - PLACES));
        }
        open.say(&text!("import.nameless.help", id = first.id));
    }
}

/// What to type so that an entry ends as a status of its row says; `None` for a row that also says that a reply came.
fn ending(row: &Incoming, added: &Added, now: Now) -> Option<String> {
    let fact = |key: &str| row.draft.facts.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str());
    let sent = fact("sent").and_then(|sent| Moment::parse(sent, now.zone).ok());
    let reason = row.ending().filter(|_| fact("replied").is_none())?;
    end(&added.id, reason, sent, fact("closed").is_some(), now)
}

/// A reply that came before its letter: one of the two days is a slip.
fn early(open: &OfFile<'_>, table: &Table, row: &Incoming, added: &Added) {
    let zone = open.journal.now.zone;
    let moment = |key: &str| Moment::parse(row.draft.facts.iter().find(|(known, _)| *known == key)?.1.as_str(), zone).ok();
    if let (Some(sent), Some(replied)) = (moment("sent"), moment("replied"))
        && replied.compare(sent, zone) == Ordering::Less
    {
        let column = table.heading("replied");
        open.say(&text!("import.early", row = row.cells.row, column = column, replied = replied, sent = sent, id = added.id));
    }
}

/// Says what stands beside the rows and is not taken along: words above the headings, where cells lead, comments on them.
pub(super) fn say_beside(open: &OfFile<'_>, table: &Table, links: &[&Linked], comments: &[String]) {
    let place = |row: usize, column: &str, words: &str| {
        let column = if column.is_empty() { String::new() } else { format!(" {column}") };
        text!("import.beside.place", row = row, column = column, words = words).say(&open.labels)
    };
    let above: Vec<String> = table.above.iter().map(|(row, words)| place(*row, "", &short(words))).collect();
    places_of(open, &above, |places| text!("import.above", places = places));
    let sums: Vec<String> = table.sums.iter().map(|(row, words)| place(*row, "", &short(words))).collect();
    places_of(open, &sums, |places| text!("import.sums", places = places));
    let heading = |column: usize| table.columns.get(column).map_or_else(|| letters(column), |(name, _)| name.clone());
    let links: Vec<String> = links.iter().map(|linked| place(linked.row, &heading(linked.column), &linked.address)).collect();
    places_of(open, &links, |places| text!("import.links", places = places));
    places_of(open, comments, |places| text!("import.comments", count = comments.len(), places = places));
}

fn edited_place((row, edited): &(usize, Edited)) -> Text {
    let shown = |words: &str| Some(short(words)).filter(|words| !words.is_empty()).unwrap_or_else(|| "–".to_owned());
    text!("import.edited.place", row = row, column = edited.column, words = shown(&edited.cell), beside = shown(&edited.beside))
}

/// Says a remark with the first of its places.
fn each<T>(open: &OfFile<'_>, all: &[T], place: impl Fn(&T) -> Text, remark: impl Fn(String) -> Text) {
    places_of(open, &all.iter().map(|one| place(one).say(&open.labels)).collect::<Vec<_>>(), remark);
}

/// Says a remark with the first places, where there are any.
pub(super) fn places(open: &Open, all: Vec<String>, remark: impl Fn(String) -> Text) {
    if let Some(places) = first_places(open, &all) {
        open.say(&remark(places));
    }
}

/// The first places in one line; `None` where there are none.
fn first_places(open: &Open, all: &[String]) -> Option<String> {
    let mut places = all.iter().take(PLACES).cloned().collect::<Vec<_>>().join(&text!("import.between").say(&open.labels));
    if all.len() > PLACES {
        places.push_str(&text!("import.and-more", count = all.len() - PLACES).say(&open.labels));
    }
    (!all.is_empty()).then_some(places)
}

/// As [`places`], of a file.
fn places_of(open: &OfFile<'_>, all: &[String], remark: impl Fn(String) -> Text) {
    if let Some(places) = first_places(open, all) {
        open.say(&remark(places));
    }
}

fn short(words: &str) -> String {
    cut(&one_line(words), SHOWN).into_owned()
}

/// `3, 5–9, 12`, the first few.
pub(super) fn numbers(rows: &[usize]) -> Value {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let shown = runs.iter().take(2 * PLACES).map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    let more = (runs.len() > 2 * PLACES).then(|| "…".to_owned());
    Value::list(shown.chain(more))
}
