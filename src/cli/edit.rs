//! `asklog edit`: opens an entry, broken ones too.

use super::open;
use super::{Exit, Globals, Outcome};
use crate::disk;
use crate::error::Error;
use crate::insight::{Insight, Meant, find_any};
use crate::labels::text;
use crate::terminal::{self, Opened};

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let path = match find_any(&insight, &args.id) {
        Meant::Request(request, chosen) => {
            if chosen {
                open.say(&text!("find.chosen", id = request.id));
            }
            request.path().to_owned()
        }
        Meant::HalfRead(request) => request.path().to_owned(),
        Meant::Unreadable(path) => path.to_owned(),
        Meant::Template(template) => template.path().to_owned(),
        other => {
            let broken: Vec<&str> = open
                .journal
                .unreadable
                .iter()
                .map(|unreadable| unreadable.path.as_str())
                .filter(|path| path.contains(args.id.as_str()))
                .collect();
            match broken.as_slice() {
                [one] => (*one).to_owned(),
                _ => return Err(super::find::error(&open, &args.id, other)),
            }
        }
    };
    open_or_print(&open, &path)
}

/// Opens a file of the journal in the editor, or prints its path where there is none.
pub(super) fn open_or_print(open: &open::Open, path: &str) -> Outcome {
    let file = open.root.join(path);
    match terminal::open_editor(&file) {
        Opened::Edited => match disk::read(&file) {
            Ok(_) => Ok(Exit::Done),
            Err(error) => {
                open.tell(&text!("editor.left"; cause => error.message));
                Ok(Exit::No)
            }
        },
        Opened::NoEditor => {
            terminal::print(&format!("{}\n", open.typed(path)));
            Ok(Exit::Done)
        }
        Opened::Failed(said) => Err(Error::new(said)),
    }
}
