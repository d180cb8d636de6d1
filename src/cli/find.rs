//! The entry that an ID on the command line means, or an error that names the candidates.

use super::open::Open;
use crate::error::{Error, Result};
use crate::insight::{Insight, Meant, find_request, find_template};
use crate::journal::{MessageTemplate, Request};
use crate::labels::{Value, text};
use crate::text::near::nearest;

/// The request that is meant; of several, one that the command can act on.
///
/// # Errors
/// When the ID names none or several, or an entry that cannot be read.
pub(super) fn request<'a>(open: &'a Open, insight: &Insight<'a>, id: &str, can_act: impl Fn(&Request) -> bool) -> Result<&'a Request> {
    match find_request(insight, id, can_act) {
        Meant::Request(request, chosen) => {
            if chosen {
                open.say(&text!("find.chosen", id = request.id));
            }
            Ok(request)
        }
        Meant::HalfRead(request) => Err(half_read(open, request.path())),
        other => Err(error(open, id, other)),
    }
}

/// As [`request`], but an entry that could be read only in part will do.
pub(super) fn request_as_read<'a>(open: &'a Open, insight: &Insight<'a>, id: &str) -> Result<&'a Request> {
    match find_request(insight, id, |_| true) {
        Meant::HalfRead(request) => Ok(request),
        Meant::Request(request, _) => Ok(request),
        other => Err(error(open, id, other)),
    }
}

/// The template that is meant.
///
/// # Errors
/// When the ID names none or several.
pub(super) fn template<'a>(open: &'a Open, id: &str) -> Result<&'a MessageTemplate> {
    match find_template(&open.journal, id) {
        Meant::Template(template) => Ok(template),
        Meant::Several(paths) => Err(several(id, &paths)),
        _ => {
            let names = |path: &str| path.starts_with("templates/") && crate::journal::stem_of(path).contains(id);
            if let Some(unreadable) = open.journal.unreadable.iter().find(|unreadable| names(&unreadable.path)) {
                return Err(half_read(open, &unreadable.path));
            }
            open.say_left_out();
            let near = nearest(id, open.journal.templates.iter().map(|template| template.id.as_str()));
            let error = Error::new(text!("find.no-template", id = id));
            Err(match near {
                Some(near) => error.help(text!("did-you-mean", word = near)),
                None => error.help(text!("find.no-template.help")),
            })
        }
    }
}

/// The error for an ID that names none or several.
pub(super) fn error(open: &Open, id: &str, meant: Meant<'_>) -> Error {
    match meant {
        Meant::Several(paths) => several(id, &paths),
        Meant::HalfRead(request) => half_read(open, request.path()),
        Meant::Unreadable(path) => half_read(open, path),
        _ => {
            if let Some(unreadable) = open.journal.unreadable.iter().find(|unreadable| unreadable.path.contains(id)) {
                return half_read(open, &unreadable.path);
            }
            // What is meant may be among what could not be read.
            open.say_left_out();
            let near = nearest(id, open.journal.requests.iter().map(|request| request.id.as_str()));
            let error = Error::new(text!("find.none", id = id));
            match near {
                Some(near) => error.help(text!("did-you-mean", word = near)),
                None => error.help(text!("find.none.help")),
            }
        }
    }
}

fn several(id: &str, paths: &[&str]) -> Error {
    let more = if paths.len() > 8 { Some("…") } else { None };
    Error::new(text!("find.several", id = id, count = paths.len()))
        .help(text!("find.several.help"; candidates => Value::list(paths.iter().take(8).copied().chain(more))))
}

fn half_read(open: &Open, path: &str) -> Error {
    let reason = open.journal.unreadable.iter().find(|unreadable| unreadable.path == path).map(|unreadable| unreadable.reason.clone());
    let error = match reason {
        Some(reason) => Error::new(text!("find.unreadable", path = path; reason => reason)),
        None => Error::new(text!("find.none", id = path)),
    };
    error.help(text!("find.unreadable.help", path = path))
}
