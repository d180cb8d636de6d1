//! One template, readable in a terminal.

use super::all_versions;
use crate::cli::open::Open;
use crate::insight::Insight;
use crate::journal::MessageTemplate;
use crate::labels::text;
use crate::terminal::{self, bold, dim};

/// A template, readable in a terminal.
pub(in crate::cli) fn page(open: &Open, insight: &Insight<'_>, template: &MessageTemplate) -> String {
    let labels = &open.labels;
    let columns = terminal::columns();
    let mut page = format!(
        "{}  {}@{}\n{}\n\n",
        bold(&crate::text::control::one_line(&template.title)),
        template.id,
        template.version,
        dim(template.path())
    );
    let facts = [
        ("kind", Some(labels.word("kind", template.kind.word()))),
        ("channel", template.channel.as_ref().map(|channel| labels.word("channel", channel))),
        ("purpose", template.purpose.clone()),
        ("when", template.when.clone()),
        ("not_when", template.not_when.clone()),
        ("subject", template.subject.clone()),
        ("changes", Some(template.changes.join(labels.pattern("and"))).filter(|changes| !changes.is_empty())),
    ];
    for (key, value) in facts.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        page.push_str(&terminal::bullet(&crate::text::width::pad(&labels.word("fact", key), 12), &value, columns));
    }
    page.push('\n');
    page.push_str(&terminal::paragraph(template.body(), "  ", columns));
    if !template.variables.is_empty() {
        page.push_str(&format!("\n{}\n", bold(&labels.word("fact", "variables"))));
    }
    for variable in &template.variables {
        let optional = if variable.optional { text!("template.optional").say(labels) } else { String::new() };
        let words =
            format!("{}{optional}  {}", variable.meaning.as_deref().unwrap_or_default(), variable.sample.as_deref().unwrap_or_default());
        page.push_str(&terminal::bullet(&format!("  {}", crate::text::width::pad(&variable.name, 14)), &words, columns));
    }
    let replies = all_versions(insight, template);
    page.push_str(&format!("\n{}\n", dim(&text!("template.used", uses = replies.uses, x = replies.x, n = replies.n).say(labels))));
    page
}
