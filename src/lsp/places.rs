//! From a name to what it names, and to all that name it: `follows` and entries, `template` and templates.

use lsp_types::Position;

use super::asked::Asked;
use super::cursor;
use crate::diagnostic::Span;
use crate::journal::{Document, Request, TemplateRef, stem_of};
use crate::text::normal::fold_id;

/// An entry that is named.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// Its file.
    pub(super) path: String,
    /// Its id as it is.
    pub(super) id: String,
    /// Where the name that was asked about stands in its document; `None` at the entry's own first line.
    pub(super) span: Option<Span>,
}

impl Named {
    /// Whether it is a template.
    pub(super) fn is_template(&self) -> bool {
        self.path.starts_with("templates/")
    }
}

/// The entry that is named at a place: by `follows` or `template` there, else the entry itself on its first line.
pub(super) fn named(asked: &Asked<'_>, position: Position) -> Option<Named> {
    if asked.is_settings() {
        return None;
    }
    if position.line == 0 {
        return Some(Named { path: asked.path.to_owned(), id: stem_of(asked.path), span: None });
    }
    let byte = asked.places.byte(position);
    let root = asked.root();
    let path = cursor::keys_at(&root, byte);
    let [entry] = path.as_slice() else { return None };
    let span = entry.value.span;
    let text = entry.value.text().filter(|_| !asked.is_template() && (span.start..=span.end).contains(&byte))?;
    match entry.key.as_str() {
        "follows" => {
            let request = asked.shelf.request(text)?;
            Some(Named { path: request.path().to_owned(), id: request.id.clone(), span: Some(span) })
        }
        "template" => {
            let id = text.rsplit_once('@').map_or(text, |(id, _)| id);
            let wanted = TemplateRef { id: id.to_owned(), version: None };
            let template = asked.shelf.templates().into_iter().find(|template| wanted.is_of(&template.id, None))?;
            Some(Named { path: template.path().to_owned(), id: template.id.clone(), span: Some(span) })
        }
        _ => None,
    }
}

/// A place that names an entry.
pub(super) struct Mention<'a> {
    /// The document of the request that names it.
    pub(super) document: &'a Document,
    /// Where.
    pub(super) span: Span,
    /// The key.
    pub(super) key: &'static str,
    /// The version that is named with it.
    pub(super) version: Option<u32>,
}

/// All places that name an entry, by path.
pub(super) fn mentions<'a>(asked: &Asked<'a>, named: &Named) -> Vec<Mention<'a>> {
    let folded = fold_id(&named.id);
    let mention = |request: &'a Request| {
        let document: &'a Document = &request.document;
        if named.is_template() {
            let template = request.template.as_ref().filter(|template| fold_id(&template.id) == folded)?;
            return Some(Mention { document, span: document.span_of("template"), key: "template", version: template.version });
        }
        let is_named = request.follows.as_deref().is_some_and(|id| fold_id(id) == folded);
        is_named.then(|| Mention { document, span: document.span_of("follows"), key: "follows", version: None })
    };
    let mut mentions: Vec<Mention<'a>> = asked.shelf.requests().filter_map(mention).collect();
    mentions.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    mentions
}
