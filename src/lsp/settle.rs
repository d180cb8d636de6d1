//! The second step: the whole journal is checked beside the typing, and what every file shows is known.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::nearby::Index;
use super::outside::Outside;
use crate::checks::{Remembered, check_again};
use crate::diagnostic::Diagnostic;
use crate::insight::{Insight, NudgeAfter, Replies, Status, replies_of};
use crate::journal::{Journal, TemplateRef};
use crate::versions::Past;

/// What is to be done.
pub(super) struct Work {
    pub(super) root: PathBuf,
    /// The journal as it is known.
    pub(super) journal: Arc<Journal>,
    /// Read it anew, with these texts of open documents.
    pub(super) reload: Option<BTreeMap<String, String>>,
    /// What git knows; read anew where asked.
    pub(super) past: Option<Arc<Past>>,
    /// Whether git is asked.
    pub(super) asks_git: bool,
    /// What the message rules found before.
    pub(super) memory: Remembered,
}

/// What came of it.
pub(super) struct Settled {
    /// The journal, where it was read anew.
    pub(super) journal: Option<Arc<Journal>>,
    /// What is known of it now.
    pub(super) known: Known,
    pub(super) past: Option<Arc<Past>>,
    pub(super) memory: Remembered,
}

/// What is known of a whole journal, as it was when it was last looked at whole.
#[derive(Default)]
pub(super) struct Known {
    /// All findings, by file.
    pub(super) findings: HashMap<String, Vec<Diagnostic>>,
    /// The files with words of crisis.
    pub(super) notices: HashSet<String>,
    /// When an unanswered letter is followed up.
    pub(super) nudge_after: Option<NudgeAfter>,
    /// Where each request stands, by path.
    pub(super) status: HashMap<String, Status>,
    /// Uses, x and n of each version of each template; `None` before all letters were looked at.
    pub(super) replies: Option<BTreeMap<(String, u32), Replies>>,
    /// What ties the entries.
    pub(super) index: Index,
}

/// Does the work. The journal is let go before the answer is given.
pub(super) fn settle(work: Work, outside: &dyn Outside) -> Settled {
    let Work { root, journal, reload, past, asks_git, mut memory } = work;
    let read = reload.and_then(|open| outside.read(&root, &open).ok()).map(Arc::new);
    let journal = read.clone().unwrap_or(journal);
    let past = if asks_git { outside.past(&root, &journal).map(Arc::new) } else { past };
    let insight = Insight::of(&journal);
    let report = check_again(&journal, &insight, past.as_deref(), &mut memory);
    let mut known = Known {
        notices: report.notices.into_iter().collect(),
        nudge_after: Some(insight.nudge_after),
        status: journal.requests.iter().map(|request| (request.path().to_owned(), insight.status(request))).collect(),
        replies: Some(replies(&insight)),
        index: Index::of(&journal),
        findings: HashMap::new(),
    };
    for finding in report.diagnostics {
        match known.findings.get_mut(&finding.path) {
            Some(of_file) => of_file.push(finding),
            None => drop(known.findings.insert(finding.path.clone(), vec![finding])),
        }
    }
    Settled { journal: read, known, past, memory }
}

fn replies(insight: &Insight<'_>) -> BTreeMap<(String, u32), Replies> {
    let templates = insight.journal.templates.iter();
    let versions = templates.flat_map(|template| (1..=template.version.min(99)).map(|version| (template.id.clone(), version)));
    versions
        .map(|(id, version)| {
            let replies = replies_of(insight, &TemplateRef { id: id.clone(), version: Some(version) });
            ((id, version), replies)
        })
        .filter(|(_, replies)| replies.uses > 0)
        .collect()
}
