//! Replies within the window: x of n matured letters, by template. Spec 4, "What counts".

use super::Insight;
use super::letters::Letter;
use crate::journal::{Request, TemplateRef};

/// Matured letters and those answered within the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replies {
    /// Messages written from it and sent, nudges and thanks too.
    pub(crate) uses: usize,
    /// Letters first sent at least the window ago, those withdrawn, bounced or with
    /// dates that contradict each other left out.
    pub(crate) n: usize,
    /// Those of `n` that were answered within the window, its last day counting.
    pub(crate) x: usize,
}

/// The replies to the letters of a template, of all versions or of one.
pub(crate) fn replies_of(insight: &Insight<'_>, template: &TemplateRef) -> Replies {
    let made = |request: &Request| request.template.as_ref().is_some_and(|own| own.is_of(&template.id, template.version));
    let uses = insight.journal.requests.iter().filter(|request| request.facts.sent.is_some() && made(request)).count();
    let threads = insight.threads.all.iter().filter(|thread| made(thread.first()));
    let answered: Vec<bool> = threads.filter_map(|thread| Letter::of(thread, insight.journal)?.matured()).collect();
    Replies { uses, n: answered.len(), x: answered.iter().filter(|answered| **answered).count() }
}
