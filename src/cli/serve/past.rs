//! What git knows of the served journal, kept until there is a commit or another entry.

use std::sync::{Arc, PoisonError, RwLock};

use crate::cli::open::Open;
use crate::cli::past;
use crate::git::{self, Place};
use crate::versions::Past;

/// The past, and what it was read for.
#[derive(Default)]
pub(super) struct KnownPast {
    place: Option<Place>,
    entries: Vec<String>,
    pub(super) past: Past,
}

/// What is known of the past now, for all that tell of it.
#[derive(Clone, Default)]
pub(super) struct SharedPast(Arc<RwLock<Arc<KnownPast>>>);

impl SharedPast {
    /// It.
    pub(super) fn now(&self) -> Arc<KnownPast> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on it is this.
    pub(super) fn set(&self, past: KnownPast) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(past);
    }
}

impl KnownPast {
    /// The past now; `None` where it is this one.
    pub(super) fn next(&self, open: &Open) -> Option<KnownPast> {
        let place = git::place(&open.root).ok();
        let entries: Vec<String> = open.journal.paths("").into_iter().map(ToOwned::to_owned).collect();
        if place == self.place && (place.is_none() || entries == self.entries) {
            return None;
        }
        let past = place
            .as_ref()
            .and_then(|place| past::of_place(&open.root, &open.journal, &open.labels, place, |_| true).ok())
            .unwrap_or_default();
        Some(KnownPast { place, entries, past })
    }

    /// Whether pages would show another past.
    pub(super) fn is_other(&self, before: &KnownPast) -> bool {
        self.past != before.past
    }
}
