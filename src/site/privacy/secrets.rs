//! What a view leaves out of its entries, line by line, so that the audit can tell it anywhere.

use std::collections::HashMap;

use super::entry::Allowed;
use super::older::Older;
use super::passages::{Passages, beginnings};
use crate::diagnostic::Span;
use crate::journal::{Journal, Request, SectionKind};
use crate::message::mail_of_others;
use crate::parallel;
use crate::versions::Past;

/// So many entries are looked through before what they let pass is let pass.
const TURN: usize = 128;

/// The beginnings of all lines that are not shown; what also stands in a shown text passes.
pub(super) fn passages(
    journal: &Journal,
    allowed: &HashMap<&str, Allowed>,
    cuts: &HashMap<&str, usize>,
    (past, older): (&Past, &HashMap<&str, Older>),
) -> Passages {
    let entries: Vec<&Request> = journal.checked_requests().collect();
    let hidden = parallel::map(entries.clone(), |request| {
        let own = texts(request, allowed, cuts).into_iter().filter(|(_, is_shown)| !is_shown).map(|(text, _)| text);
        let before = older.get(request.path()).into_iter().flat_map(|older| older.hidden.iter().map(String::as_str));
        own.chain(before).flat_map(beginnings).collect::<Vec<_>>()
    });
    let mut passages = Passages::default();
    entries.iter().zip(hidden).for_each(|(request, lines)| passages.hide(lines, request.path()));
    let shown: Vec<&Request> = entries.into_iter().filter(|request| allowed.contains_key(request.path())).collect();
    // What passes is not looked for in the turns after it.
    for turn in shown.chunks(TURN) {
        let standing = parallel::map(turn.to_vec(), |request| {
            let shown = texts(request, allowed, cuts).into_iter().filter(|(_, is_shown)| *is_shown);
            shown.flat_map(|(text, _)| passages.standing_in(text)).collect::<Vec<_>>()
        });
        standing.into_iter().for_each(|lines| passages.allow(lines));
    }
    for template in &journal.templates {
        passages.allow(passages.standing_in(&template.document.text));
        for (_, before) in past.templates(template, journal) {
            passages.allow(passages.standing_in(&before.document.text));
        }
    }
    passages
}

/// Every text of an entry, and whether it is shown; nothing is from the byte of its cut on.
fn texts<'a>(request: &'a Request, allowed: &HashMap<&str, Allowed>, cuts: &HashMap<&str, usize>) -> Vec<(&'a str, bool)> {
    let allowed = allowed.get(request.path()).copied();
    let is = |of: &dyn Fn(Allowed) -> bool| allowed.is_some_and(of);
    let cut = cuts.get(request.path()).copied().unwrap_or(usize::MAX);
    let halves = |span: Span, is_shown: bool| {
        let cut = cut.clamp(span.start, span.end);
        [(&request.document.text[span.start..cut], is_shown), (&request.document.text[cut..span.end], false)]
    };
    let [(message, shows_message), rest] = halves(request.message, is(&|allowed| allowed.message));
    let mut texts = vec![rest];
    let others = if is(&|allowed| allowed.is_public) { Vec::new() } else { mail_of_others(message) };
    let mut at = 0;
    for range in others {
        texts.extend([(&message[at..range.start], shows_message), (&message[range.clone()], false)]);
        at = range.end;
    }
    texts.push((&message[at..], shows_message));
    texts.extend([(request.subject.as_deref().unwrap_or_default(), is(&|allowed| allowed.subject))]);
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
        texts.extend(halves(section.text, is_shown));
    }
    texts
}
