//! `thread-cycle`: a thread has a beginning.

use std::collections::HashMap;

use crate::checks::{Context, at_key};
use crate::diagnostic::Diagnostic;
use crate::journal::Request;
use crate::labels::text;
use crate::text::normal::fold_id;

/// Fires on every entry from which `follows` comes back to itself.
pub(super) fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let by_id: HashMap<String, &Request> = context.journal.checked_requests().map(|request| (fold_id(&request.id), request)).collect();
    let before = |request: &Request| by_id.get(&fold_id(request.follows.as_deref()?)).copied();
    for request in context.journal.checked_requests().filter(|request| request.follows.is_some()) {
        let mut chain = vec![request.id.as_str()];
        let mut current = before(request);
        while let Some(earlier) = current.filter(|earlier| !chain.contains(&earlier.id.as_str())) {
            chain.push(&earlier.id);
            current = before(earlier);
        }
        if current.is_some_and(|back| back.id == request.id) {
            chain.push(&request.id);
            found.push(
                at_key("thread-cycle", request, "follows", text!("thread-cycle.message", chain = chain.join(" → ")))
                    .help(text!("thread-cycle.help")),
            );
        }
    }
}
