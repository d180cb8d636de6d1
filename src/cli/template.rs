//! `asklog template`: the library 求援模版庫.

use serde::Serialize;

use super::open::{self, Open};
use super::{Exit, Format, Globals, Outcome, change, edit, find};
use crate::disk;
use crate::error::Error;
use crate::insight::{Insight, Replies, promises, replies_of};
use crate::journal::{Edit, Kind, MessageTemplate, STARTERS, Starter, TemplateRef};
use crate::json::to_json;
use crate::labels::{Lang, text};
use crate::terminal::{self, Column, bold, dim};
use crate::text::slug::slug;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// The templates, their versions and use.
    List {
        /// A table, or JSON.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// One template.
    Show {
        /// Its id.
        id: String,
    },
    /// Begin a template.
    New {
        /// Its id: the file's name.
        id: String,
        /// Do not open the editor.
        #[arg(long)]
        no_edit: bool,
    },
    /// Add a starter; without a name, those not yet in the library.
    Add {
        /// The starter's id.
        starter: Option<String>,
    },
    /// Raise the version: what the last letters taught becomes `changes`.
    Bump {
        /// Its id.
        id: String,
        /// Do not open the editor.
        #[arg(long)]
        no_edit: bool,
    },
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    templates: Vec<TemplateJson<'a>>,
}

#[derive(Serialize)]
struct TemplateJson<'a> {
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

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    match &args.action {
        Action::List { format } => list(&open, &insight, *format),
        Action::Show { id } => {
            terminal::print(&page(&open, &insight, find::template(&open, id)?));
            Ok(Exit::Done)
        }
        Action::New { id, no_edit } => new(&open, id, !no_edit),
        Action::Add { starter } => add(&open, starter.as_deref(), globals.lang.unwrap_or(open.journal.settings.lang)),
        Action::Bump { id, no_edit } => bump(&open, find::template(&open, id)?, !no_edit),
    }
}

fn all_versions(insight: &Insight<'_>, template: &MessageTemplate) -> Replies {
    replies_of(insight, &TemplateRef { id: template.id.clone(), version: None })
}

fn list(open: &Open, insight: &Insight<'_>, format: Format) -> Outcome {
    let templates = &open.journal.templates;
    if format == Format::Json {
        let of = |template| {
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
        };
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

/// A template, readable in a terminal.
pub(super) fn page(open: &Open, insight: &Insight<'_>, template: &MessageTemplate) -> String {
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
        ("changes", Some(template.changes.join("、")).filter(|changes| !changes.is_empty())),
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

fn new(open: &Open, id: &str, opens: bool) -> Outcome {
    let stem = slug(id, 113);
    let is_portable = crate::text::slug::unportable(&format!("{stem}.md")).is_none();
    if stem.is_empty() || stem != crate::text::normal::nfc(id) || !is_portable {
        return Err(Error::new(text!("template.bad-id", id = id))
            .help(text!("template.bad-id.help", id = if stem.is_empty() { "my-template" } else { &stem })));
    }
    let source = match open.journal.settings.lang {
        Lang::ZhTw => include_str!("../../templates/init/template.zh-TW.md"),
        Lang::En => include_str!("../../templates/init/template.en.md"),
    };
    let path = format!("templates/{stem}.md");
    let taken = open
        .journal
        .paths("templates/")
        .into_iter()
        .any(|path| crate::text::normal::fold_id(&crate::journal::stem_of(path)) == crate::text::normal::fold_id(&stem));
    if taken || !disk::create(&open.root.join(&path), source.replace("TITLE", &crate::journal::yaml_scalar(&stem)).as_bytes())? {
        return Err(Error::new(text!("template.taken", id = stem)).help(text!("template.taken.help", id = stem)));
    }
    super::scaffold::hand_over(open, &path, opens)
}

fn add(open: &Open, id: Option<&str>, lang: Lang) -> Outcome {
    let journal = &open.journal;
    let library: Vec<String> = journal.paths("templates/").into_iter().map(crate::journal::stem_of).collect();
    let starters: Vec<&Starter> = STARTERS.iter().filter(|starter| starter.lang == lang).collect();
    // One of this language under either name it could have been given.
    let suffix = if lang == Lang::ZhTw { "zh" } else { "en" };
    let is_there = |id: &str| {
        let own = journal.templates.iter().find(|template| template.id == id);
        own.is_some_and(|own| own.is_chinese(journal.settings.lang) == (lang == Lang::ZhTw)) || library.contains(&format!("{id}-{suffix}"))
    };
    let Some(id) = id else {
        let missing: Vec<&&Starter> = starters.iter().filter(|starter| !is_there(starter.id)).collect();
        if missing.is_empty() {
            open.say(&text!("template.all-there"));
        }
        for starter in missing {
            let template = crate::journal::starter_template(starter, &journal.settings, journal.now);
            terminal::print(&format!("{}  {}\n", crate::text::width::pad(starter.id, 26), template.title));
        }
        return Ok(Exit::Done);
    };
    let Some(starter) = starters.iter().find(|starter| starter.id == id) else {
        let ids: Vec<&'static str> = starters.iter().map(|starter| starter.id).collect();
        return Err(super::filters::not_a_word("STARTER", id, &ids));
    };
    // A taken id gets the language after it; a second time is refused.
    for stem in [id.to_owned(), format!("{id}-{suffix}")] {
        let path = format!("templates/{stem}.md");
        if !library.contains(&stem) && disk::create(&open.root.join(&path), starter.source.as_bytes())? {
            terminal::print(&format!("{}\n", open.typed(&path)));
            return Ok(Exit::Done);
        }
    }
    Err(Error::new(text!("template.taken", id = id)).help(text!("template.taken.help", id = id)))
}

/// The `next` lines of this version's letters become what the next version does differently.
fn bump(open: &Open, template: &MessageTemplate, opens: bool) -> Outcome {
    let of_version = |request: &crate::journal::Request| {
        request.template.as_ref().is_some_and(|own| own.id == template.id && own.version == Some(template.version))
    };
    let made = promises(&open.journal, of_version);
    let mut changes: Vec<String> = Vec::new();
    for promise in &made {
        if !changes.iter().any(|change| change == promise.next) {
            changes.push(promise.next.to_owned());
        }
    }
    let version = template.version + 1;
    let edits = [Edit::Set("version".to_owned(), version.to_string()), Edit::SetList("changes".to_owned(), changes.clone())];
    change::change(open, template.path(), &edits)?;
    open.say(&text!("template.bumped", id = template.id, old = template.version, new = version));
    for change in &changes {
        open.say(&text!("new.promise", next = change));
    }
    if opens { edit::open_or_print(open, template.path()) } else { Ok(Exit::Done) }
}
