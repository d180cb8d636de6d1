//! `asklog template list`: the templates, their versions and use.

use serde::Serialize;

use super::all_versions;
use crate::cli::open::Open;
use crate::cli::{Exit, Format, Outcome};
use crate::insight::{Insight, Replies};
use crate::journal::{Kind, MessageTemplate};
use crate::json::to_json;
use crate::labels::text;
use crate::terminal::{self, Column};

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    templates: Vec<TemplateJson<'a>>,
}

/// A template in JSON.
#[derive(Serialize)]
pub(in crate::cli) struct TemplateJson<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    version: u32,
    kind: Kind,
    lang: Option<&'a str>,
    uses: usize,
    x: usize,
    n: usize,
}

impl<'a> TemplateJson<'a> {
    /// The template, and x of n of all its versions.
    pub(in crate::cli) fn of(template: &'a MessageTemplate, insight: &Insight<'_>) -> TemplateJson<'a> {
        let replies = all_versions(insight, template);
        TemplateJson {
            id: &template.id,
            path: template.path(),
            title: &template.title,
            version: template.version,
            kind: template.kind,
            lang: template.lang.as_deref(),
            uses: replies.uses,
            x: replies.x,
            n: replies.n,
        }
    }
}

/// Prints the library.
pub(super) fn list(open: &Open, insight: &Insight<'_>, format: Format) -> Outcome {
    let templates = &open.journal.templates;
    if format == Format::Json {
        let of = |template| TemplateJson::of(template, insight);
        terminal::print(&to_json(&Document { schema_version: 1, templates: templates.iter().map(of).collect() }));
    } else if templates.is_empty() {
        terminal::print(&format!("{}\n", text!("template.none").say(&open.labels)));
    } else {
        let column = |name: &str, share| Column { heading: open.labels.word("column", name), share };
        let headings =
            [column("id", 0), column("title", 3), column("version", 0), column("kind", 2), column("uses", 0), column("x-of-n", 0)];
        let rows: Vec<Vec<String>> = templates
            .iter()
            .map(|template| {
                let replies = all_versions(insight, template);
                let kind = open.labels.word("kind", template.kind.word());
                vec![
                    template.id.clone(),
                    template.title.clone(),
                    template.version.to_string(),
                    kind,
                    replies.uses.to_string(),
                    x_of_n(replies, open),
                ]
            })
            .collect();
        terminal::print(&terminal::table(&headings, &rows, terminal::columns()));
    }
    open.say_left_out();
    Ok(Exit::Done)
}

fn x_of_n(replies: Replies, open: &Open) -> String {
    if replies.n == 0 { "–".to_owned() } else { text!("x-of-n", x = replies.x, n = replies.n).say(&open.labels) }
}
