//! `asklog template`: the library 求援模版庫.

mod add;
mod bump;
mod list;
mod page;

pub(super) use list::TemplateJson;
pub(super) use page::page;

use super::{Exit, Format, Globals, Outcome, find, open};
use crate::insight::{Insight, Replies, replies_of};
use crate::journal::{MessageTemplate, TemplateRef};
use crate::terminal;

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

impl Args {
    /// Whether it may write.
    pub(super) fn writes(&self) -> bool {
        !matches!(self.action, Action::List { .. } | Action::Show { .. })
    }
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    match &args.action {
        Action::List { format } => list::list(&open, &insight, *format),
        Action::Show { id } => {
            terminal::print(&page(&open, &insight, find::template(&open, id)?));
            Ok(Exit::Done)
        }
        Action::New { id, no_edit } => add::new(&open, id, !no_edit),
        Action::Add { starter } => add::add(&open, starter.as_deref(), globals.lang.unwrap_or(open.journal.settings.lang)),
        Action::Bump { id, no_edit } => bump::bump(&open, find::template(&open, id)?, !no_edit),
    }
}

fn all_versions(insight: &Insight<'_>, template: &MessageTemplate) -> Replies {
    replies_of(insight, &TemplateRef { id: template.id.clone(), version: None })
}
