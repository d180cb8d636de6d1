//! Whether two journals come to the same: at another now, or read again.

use std::sync::Arc;

use super::document::Document;
use super::load::Journal;
use super::request::Request;
use crate::calendar::Now;

impl Journal {
    /// Whether it is the same journal at another now: on the same day, with no fact come true since.
    pub(crate) fn holds_at(&self, now: Now) -> bool {
        let is_so = |request: &Request| request.facts.are_there() == request.written().as_of(now).are_there();
        self.now.today() == now.today() && self.checked_requests().all(is_so)
    }

    /// Whether it holds the same as another journal, file by file, at the same time: its pages would be the same.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn is_same(&self, other: &Journal) -> bool {
        let documents = |journal: &Journal| -> Vec<Arc<Document>> {
            let requests = journal.checked_requests().map(|request| Arc::clone(&request.document));
            requests.chain(journal.checked_templates().map(|template| Arc::clone(&template.document))).collect()
        };
        let is_same =
            |(own, other): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(own, other) || own.path == other.path && own.text == other.text;
        let (own, others) = (documents(self), documents(other));
        let unreadable = |journal: &Journal| -> Vec<String> { journal.unreadable.iter().map(|file| file.path.clone()).collect() };
        self.settings.document.text == other.settings.document.text
            && self.texts == other.texts
            && unreadable(self) == unreadable(other)
            && self.diagnostics.len() == other.diagnostics.len()
            && own.len() == others.len()
            && own.iter().zip(&others).all(is_same)
            && self.holds_at(other.now)
    }
}
