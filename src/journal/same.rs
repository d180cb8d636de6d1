//! Whether two journals come to the same: at another now, or read again.

use std::sync::Arc;

use super::document::Document;
use super::load::{Journal, Unreadable};
use super::request::Request;
use crate::calendar::Now;
use crate::diagnostic::Diagnostic;

impl Journal {
    /// Whether it is the same journal at another now: on the same day, with no fact come true since.
    pub(crate) fn holds_at(&self, now: Now) -> bool {
        let is_so = |request: &Request| request.facts.are_there() == request.written().as_of(now).are_there();
        self.now.today() == now.today() && self.checked_requests().all(is_so)
    }

    /// Whether it holds the same as another journal, file by file, at the same time: its pages would be the same.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn is_same(&self, other: &Journal) -> bool {
        fn documents(journal: &Journal) -> Vec<&Arc<Document>> {
            let requests = journal.checked_requests().map(|request| &request.document);
            requests.chain(journal.checked_templates().map(|template| &template.document)).collect()
        }
        let is_same =
            |(own, other): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(own, other) || own.path == other.path && own.text == other.text;
        let (own, others) = (documents(self), documents(other));
        let unreadable = |(own, other): (&Unreadable, &Unreadable)| own.path == other.path && own.reason == other.reason;
        let told =
            |(own, other): (&Diagnostic, &Diagnostic)| own.path == other.path && own.span == other.span && own.message == other.message;
        self.settings.document.text == other.settings.document.text
            && self.texts == other.texts
            && self.unreadable.len() == other.unreadable.len()
            && self.unreadable.iter().zip(&other.unreadable).all(unreadable)
            && self.diagnostics.len() == other.diagnostics.len()
            && self.diagnostics.iter().zip(&other.diagnostics).all(told)
            && own.len() == others.len()
            && own.into_iter().zip(others).all(is_same)
            && self.holds_at(other.now)
    }
}
