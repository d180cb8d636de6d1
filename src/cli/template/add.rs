//! `asklog template new` and `add`: more templates for the library.

use crate::cli::filters::not_a_word;
use crate::cli::open::Open;
use crate::cli::{Exit, Outcome, scaffold};
use crate::disk;
use crate::error::Error;
use crate::journal::{STARTERS, Starter};
use crate::labels::{Lang, text};
use crate::terminal;
use crate::text::slug::slug;

/// Begins a template of one's own.
pub(super) fn new(open: &Open, id: &str, opens: bool) -> Outcome {
    let stem = slug(id, 113);
    let is_portable = crate::text::slug::unportable(&format!("{stem}.md")).is_none();
    if stem.is_empty() || stem != crate::text::normal::nfc(id) || !is_portable {
        return Err(Error::new(text!("template.bad-id", id = id)).help(text!(
            "template.bad-id.help",
            id = if stem.is_empty() {
                "my-template".to_owned()
            } else if is_portable {
                stem
            } else {
                format!("my-{stem}")
            }
        )));
    }
    let source = match open.journal.settings.lang {
        Lang::ZhTw => include_str!("../../../templates/init/template.zh-TW.md"),
        Lang::En => include_str!("../../../templates/init/template.en.md"),
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
    scaffold::hand_over(open, &path, opens)
}

/// Adds a starter; without a name, lists those not yet in the library.
pub(super) fn add(open: &Open, id: Option<&str>, lang: Lang) -> Outcome {
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
            let template = starter.template(&journal.settings, journal.now);
            terminal::print(&format!("{}  {}\n", crate::text::width::pad(starter.id, 26), template.title));
        }
        return Ok(Exit::Done);
    };
    let Some(starter) = starters.iter().find(|starter| starter.id == id) else {
        let ids: Vec<&'static str> = starters.iter().map(|starter| starter.id).collect();
        return Err(not_a_word("STARTER", id, &ids));
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
