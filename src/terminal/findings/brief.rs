//! Findings in a few words: beside a sentence, at the moment of sending.

use crate::checks::about;
use crate::diagnostic::Diagnostic;
use crate::labels::Labels;
use crate::message::plain_line;
use crate::terminal::{bold, bullet, dim};
use crate::text::control::one_line;
use crate::text::width::cut;

/// Cells of a sentence that are quoted to find it.
const QUOTED: usize = 32;

/// Findings below the lines they are about, each after the words it is about.
pub(crate) fn beside(diagnostics: &[&Diagnostic], source: &str, labels: &Labels, columns: usize) -> String {
    let mut page = String::new();
    let mut last = None;
    for diagnostic in diagnostics {
        let words = one_line(source.get(diagnostic.span.range()).unwrap_or_default()).into_owned();
        // Several findings of one sentence stand below it together.
        if last.replace(diagnostic.span) != Some(diagnostic.span) {
            page.push_str(&format!("    {}\n", bold(&cut(&plain_line(words.trim()), QUOTED))));
        }
        page.push_str(&brief(&[diagnostic], labels, "    ", columns));
    }
    page
}

/// Each finding as what is the case and what to do, in lines of at most `columns` cells after `indent`.
pub(crate) fn brief(diagnostics: &[&Diagnostic], labels: &Labels, indent: &str, columns: usize) -> String {
    let mut page = String::new();
    for diagnostic in diagnostics {
        let severity = labels.word("severity", diagnostic.severity.word());
        let said = format!("{severity}{}{}", labels.pattern("brief.colon"), diagnostic.message.say(labels));
        let room = columns.saturating_sub(indent.len());
        for line in bullet("↳", &said, room).lines() {
            page.push_str(&format!("{indent}{line}\n"));
        }
        let rule = about(diagnostic.rule).map_or(diagnostic.rule, |about| about.name);
        let help = diagnostic.help.as_ref().map(|help| help.say(labels)).unwrap_or_default();
        for line in bullet(" ", &format!("{help} ({rule})"), room).lines() {
            page.push_str(&format!("{indent}{}\n", dim(line)));
        }
    }
    page
}
