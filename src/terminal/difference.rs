//! A difference of words on a terminal: in colour, and readable without it by its marks.

use anstyle::{AnsiColor, Style};

use super::letter::paragraph;
use crate::text::changes::{Change, Op};

/// Stand for the marks while lines are broken: one cell each, and nobody writes them.
const MARKS: [(char, char, Op, bool); 4] = [
    ('\u{f0001}', '\u{f0002}', Op::Delete, false),
    ('\u{f0003}', '\u{f0004}', Op::Insert, false),
    ('\u{f0005}', '\u{f0006}', Op::Delete, true),
    ('\u{f0007}', '\u{f0008}', Op::Insert, true),
];

/// What stands around a stretch: `[-went-]`, `{+came+}`, `[~moved away~]`, `{~moved here~}`.
pub(crate) fn marks(op: Op, is_moved: bool) -> (&'static str, &'static str) {
    match (op, is_moved) {
        (Op::Delete, false) => ("[-", "-]"),
        (Op::Insert, false) => ("{+", "+}"),
        (Op::Delete, true) => ("[~", "~]"),
        (Op::Insert, true) => ("{~", "~}"),
        (Op::Equal, _) => ("", ""),
    }
}

fn style(op: Op, is_moved: bool) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match (op, is_moved) {
        (Op::Delete, false) => color(AnsiColor::Magenta).strikethrough(),
        (Op::Insert, false) => color(AnsiColor::Green).underline(),
        (Op::Delete, true) => color(AnsiColor::Cyan).strikethrough(),
        (Op::Insert, true) => color(AnsiColor::Cyan).underline(),
        (Op::Equal, _) => Style::new(),
    }
}

/// The new text with what went standing in it, in lines of at most `columns` cells.
pub(crate) fn difference(changes: &[Change], indent: &str, columns: usize) -> String {
    let mut marked = String::new();
    for change in changes {
        // Line ends of another form are no change to be seen.
        let text: String =
            change.text.replace("\r\n", "\n").chars().filter(|c| !MARKS.iter().any(|(open, close, ..)| c == open || c == close)).collect();
        match MARKS.iter().find(|(_, _, op, moved)| *op == change.op && *moved == change.is_moved) {
            None => marked.push_str(&text),
            Some((open, close, ..)) => around(&text, *open, *close, &mut marked),
        }
    }
    // A mark takes two cells, its stand-in one: twice it is as wide.
    let twice: String = marked.chars().flat_map(|c| std::iter::repeat_n(c, if is_mark(c) { 2 } else { 1 })).collect();
    let mut current = None;
    let mut page = String::new();
    for line in paragraph(&twice, indent, columns).split_inclusive('\n') {
        page.push_str(&styled(line, &mut current));
    }
    page
}

/// Puts marks around the words of each line; line breaks stay outside, so that every line is whole.
fn around(text: &str, open: char, close: char, marked: &mut String) {
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        if !words.is_empty() {
            marked.extend([open].into_iter().chain(words.chars()).chain([close]));
        }
        marked.push_str(&line[words.len()..]);
    }
}

fn is_mark(c: char) -> bool {
    MARKS.iter().any(|(open, close, ..)| c == *open || c == *close)
}

/// A line with its marks and colours; a stretch that goes on in the next line begins its colour anew there.
fn styled(line: &str, current: &mut Option<(Op, bool)>) -> String {
    let mut out = String::new();
    let words = line.trim_start_matches(' ');
    out.push_str(&line[..line.len() - words.len()]);
    let (words, end) = words.strip_suffix('\n').map_or((words, ""), |words| (words, "\n"));
    if let Some((op, moved)) = current {
        out.push_str(&style(*op, *moved).render().to_string());
    }
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let Some((open, _, op, moved)) = MARKS.iter().find(|(open, close, ..)| c == *open || c == *close) else {
            out.push(c);
            continue;
        };
        chars.next_if_eq(&c);
        let (before, after) = marks(*op, *moved);
        if c == *open {
            out.push_str(&format!("{}{before}", style(*op, *moved).render()));
            *current = Some((*op, *moved));
        } else {
            out.push_str(&format!("{after}{}", style(*op, *moved).render_reset()));
            *current = None;
        }
    }
    if let Some((op, moved)) = current {
        out.push_str(&style(*op, *moved).render_reset().to_string());
    }
    out.push_str(end);
    out
}
