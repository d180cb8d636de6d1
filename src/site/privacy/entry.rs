//! The allow-list: what of an entry others may see. What is not named here is not there.

use std::sync::{Arc, OnceLock};

use super::mask::{Mask, Masked, Moves};
use super::people::veiled;
use crate::diagnostic::Span;
use crate::journal::{Document, Facts, Kind, Lasting, Privacy, PublicLevel, Recipient, Request, Section, SectionKind, TemplateRef};

/// What of an entry is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowed {
    /// It stands in lists and has a page.
    pub(super) has_page: bool,
    /// Tags, problem, template, summary, next, outcome; the person as a letter.
    pub(super) fields: bool,
    pub(super) subject: bool,
    pub(super) message: bool,
    pub(super) learned: bool,
    pub(super) reflection: bool,
    /// Public already: nothing is masked, the address is shown, the person is not.
    pub(super) is_public: bool,
}

/// What a view shows of an entry; `None` of one that it leaves out altogether.
pub(super) fn allowed(request: &Request, privacy: Privacy) -> Option<Allowed> {
    request.facts.sent?;
    let is_public = request.public == Some(PublicLevel::True);
    let all = Allowed { has_page: true, fields: true, subject: true, message: true, learned: true, reflection: true, is_public };
    let none = Allowed { has_page: false, fields: false, subject: false, message: false, learned: false, reflection: false, is_public };
    Some(match (privacy, request.public) {
        // It is counted, no more: nobody was asked for it.
        _ if request.kind == Kind::Inbound => none,
        (Privacy::Full | Privacy::Shared, _) => all,
        (Privacy::Totals, Some(PublicLevel::True)) => Allowed { fields: false, ..all },
        (Privacy::Totals, Some(PublicLevel::Text)) => Allowed { has_page: true, message: true, learned: true, ..none },
        (Privacy::Totals, Some(PublicLevel::Learned)) => Allowed { learned: true, ..none },
        (Privacy::Totals, None) => none,
    })
}

/// An entry as it is shown, and where the places of its message went.
pub(super) struct Shown {
    pub(super) request: Request,
    message: Option<(Span, Moves)>,
}

impl Shown {
    /// A place of the old file in the new one; the top for what is not shown.
    pub(super) fn span(&self, span: Span, old: &Request) -> Span {
        if let Some((_, moves)) = self.message.as_ref().filter(|(kept, _)| span.start >= kept.start && span.end <= kept.end) {
            let place = |at: usize| self.request.message.start + moves.place(at - old.message.start);
            return Span { start: place(span.start), end: place(span.end) };
        }
        let subject = self.request.subject.as_deref().filter(|_| span == old.document.span_of("subject") && old.subject.is_some());
        subject.map_or(Span::TOP, |subject| Span { start: 0, end: subject.len() })
    }
}

/// What an entry is made anew with.
pub(super) struct Given<'a> {
    pub(super) mask: &'a Mask,
    pub(super) own: Option<usize>,
    pub(super) id: String,
    pub(super) follows: Option<String>,
    /// From this byte on nothing is shown: a section there is not recognised.
    pub(super) cut: Option<usize>,
}

/// The entry with what is allowed, masked, in a file of its own.
pub(super) fn shown(old: &Request, allowed: Allowed, given: Given<'_>) -> Shown {
    let masked = |text: &str| {
        if allowed.is_public { Masked::unchanged(text) } else { given.mask.text(text, given.own) }
    };
    // Fields other than the public ones are masked in a public entry too.
    let field = |value: &Option<String>| value.as_ref().filter(|_| allowed.fields).map(|text| given.mask.text(text, given.own).text);
    let subject = old.subject.as_ref().filter(|_| allowed.subject).map(|subject| masked(subject).text);
    let mut text = subject.clone().map(|subject| format!("{subject}\n")).unwrap_or_default();
    let put = |text: &mut String, words: &str| {
        let start = text.len();
        text.push_str(words);
        Span { start, end: text.len() }
    };
    let cut = given.cut.unwrap_or(usize::MAX);
    let until = |span: Span| Span { start: span.start, end: span.end.min(cut).max(span.start) };
    let read = |span: Span| old.document.text[span.range()].trim_end();
    let kept = Some(until(old.message)).filter(|_| allowed.message);
    let message = kept.map(|kept| {
        let words = read(kept);
        (kept, if allowed.is_public { Masked::unchanged(words) } else { given.mask.message(words, given.own) })
    });
    let message_span = put(&mut text, message.as_ref().map_or("", |(_, masked)| masked.text.as_str()));
    let message = message.map(|(kept, masked)| (kept, masked.moves));
    let mut sections = Vec::new();
    for section in old.sections.iter().filter(|section| section.text.start < cut) {
        let is_allowed = match section.kind {
            SectionKind::Learned => allowed.learned,
            SectionKind::Reflection => allowed.reflection,
            SectionKind::Reply | SectionKind::Notes => false,
        };
        if is_allowed {
            text.push_str("\n\n");
            let span = put(&mut text, &masked(read(until(section.text))).text);
            sections.push(Section { kind: section.kind, heading: masked(&section.heading).text, text: span });
        }
    }
    text.shrink_to_fit();
    let path = format!("requests/{}.md", given.id);
    let lasting = Lasting {
        id: given.id,
        document: Arc::new(Document::bare(&path, text)),
        kind: old.kind,
        to: recipient(old, allowed, given.mask, given.own),
        channel: old.channel.as_ref().map(|channel| given.mask.channel(channel)),
        subject,
        summary: field(&old.summary),
        // Figures go by template; its id is masked as the template's own is.
        template: old.template.as_ref().map(|template| TemplateRef { id: given.mask.id(&template.id), version: template.version }),
        problem: field(&old.problem),
        link: old.link.clone().filter(|_| allowed.is_public),
        follow_up: old.follow_up,
        follows: given.follows,
        next: field(&old.next),
        deadline: old.deadline,
        forecast: None,
        lang: old.lang.clone(),
        tags: old.tags.iter().filter(|_| allowed.fields).map(|tag| given.mask.text(tag, given.own).text).collect(),
        allow: Vec::new(),
        public: old.public,
        source: None,
        extra: Vec::new(),
        message: message_span,
        sections,
        length: OnceLock::new(),
    };
    let ahead = old.ahead.as_deref().map(|ahead| Box::new(facts(ahead)));
    Shown { request: Request { facts: facts(&old.facts), ahead, lasting: Arc::new(lasting) }, message }
}

/// The days, and what came of it as words of closed lists.
fn facts(facts: &Facts) -> Facts {
    Facts {
        noticed: facts.noticed,
        sent: facts.sent,
        replied: facts.replied,
        outcome: facts.outcome.clone(),
        closed: facts.closed,
        close_reason: facts.close_reason,
    }
}

/// A letter, the role, the tie. Figures need the tie and the role of entries that are not shown, too.
fn recipient(old: &Request, allowed: Allowed, mask: &Mask, own: Option<usize>) -> Option<Recipient> {
    let is_hidden = allowed.is_public || allowed.has_page && !allowed.fields || old.kind == Kind::Inbound;
    let to = old.to.as_ref().filter(|_| !is_hidden)?;
    Some(veiled(to, own.map(|number| mask.person(number)), to.role.as_ref().map(|role| mask.text(role, own).text)))
}
