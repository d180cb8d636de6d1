//! `secret-in-public`: what everybody may read holds no address, number or pay.

use crate::checks::at_span;
use crate::diagnostic::{Diagnostic, Span};
use crate::journal::{Journal, Request, SectionKind};
use crate::labels::text;
use crate::text::control::one_line;
use crate::text::fold::fold;
use crate::text::private::{Private, private_bytes};

/// Fires at each e-mail address, phone or identity number and each pay in the subject, message, Learned and
/// Reflection of an entry with `public`.
pub(super) fn run(journal: &Journal, found: &mut Vec<Diagnostic>) {
    for request in journal.requests.iter().filter(|request| request.public.is_some()) {
        for span in spans(request) {
            let words = &request.document.text[span.range()];
            for (sort, range) in private_bytes(&fold(words), true) {
                let shown = one_line(&words[range.clone()]);
                let message = match sort {
                    Private::Email => text!("secret-in-public.email", words = shown),
                    Private::Phone => text!("secret-in-public.phone", words = shown),
                    Private::Id => text!("secret-in-public.id", words = shown),
                    Private::Pay => text!("secret-in-public.pay", words = shown),
                };
                let place = Span { start: span.start + range.start, end: span.start + range.end };
                found.push(at_span("secret-in-public", request.path(), place, message).help(text!("secret-in-public.help")));
            }
        }
    }
}

/// The subject, the message, and the sections that may be public.
fn spans(request: &Request) -> Vec<Span> {
    let mut spans = vec![request.message];
    if request.subject.is_some() {
        spans.push(request.document.span_of("subject"));
    }
    let public = request.sections.iter().filter(|section| matches!(section.kind, SectionKind::Learned | SectionKind::Reflection));
    spans.extend(public.map(|section| section.text));
    spans
}
