//! What a view leaves out of its entries, line by line, so that the audit can tell it anywhere.

use std::collections::HashMap;

use super::entry::Allowed;
use super::passages::Passages;
use crate::journal::{Journal, Request, SectionKind};

/// The beginnings of all lines that are not shown; what also stands in a shown text passes.
pub(super) fn passages(journal: &Journal, kept: &[(&Request, Allowed)]) -> Passages {
    let allowed: HashMap<&str, Allowed> = kept.iter().map(|(request, allowed)| (request.path(), *allowed)).collect();
    let mut passages = Passages::default();
    for request in journal.checked_requests() {
        for (text, is_shown) in texts(request, allowed.get(request.path()).copied()) {
            if !is_shown {
                passages.hide(text, request.path());
            }
        }
    }
    for (request, allowed) in kept {
        for (text, _) in texts(request, Some(*allowed)).into_iter().filter(|(_, is_shown)| *is_shown) {
            passages.allow(text);
        }
    }
    for template in &journal.templates {
        passages.allow(&template.document.text);
    }
    passages
}

/// Every text of an entry, and whether it is shown.
fn texts(request: &Request, allowed: Option<Allowed>) -> Vec<(&str, bool)> {
    let is = |of: &dyn Fn(Allowed) -> bool| allowed.is_some_and(of);
    let mut texts = vec![
        (request.message(), is(&|allowed| allowed.message)),
        (request.subject.as_deref().unwrap_or_default(), is(&|allowed| allowed.subject)),
    ];
    for value in [&request.summary, &request.next] {
        texts.push((value.as_deref().unwrap_or_default(), is(&|allowed| allowed.fields)));
    }
    for value in [&request.source, &request.link] {
        texts.push((value.as_deref().unwrap_or_default(), is(&|allowed| allowed.is_public)));
    }
    if let Some(to) = &request.to {
        texts.extend([&to.background, &to.why].into_iter().flatten().map(|text| (text.as_str(), false)));
    }
    texts.extend(request.extra.iter().filter_map(|(_, value)| value.as_str()).map(|text| (text, false)));
    for section in &request.sections {
        let is_shown = match section.kind {
            SectionKind::Learned => is(&|allowed| allowed.learned),
            SectionKind::Reflection => is(&|allowed| allowed.reflection),
            SectionKind::Reply | SectionKind::Notes => false,
        };
        texts.push((request.section_text(section), is_shown));
    }
    texts
}
