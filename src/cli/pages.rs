//! The pages of a site as they come: each is searched where others will see it, told apart, and staged, so that few are held.

use std::sync::{Mutex, PoisonError};

use super::out::Last;
use super::parts;
use super::render::Making;
use crate::disk::{Stage, digest};
use crate::error::Result;
use crate::labels::Labels;
use crate::site::{Audit, Clean, Leak, Made, Output, Page, PartPlace, Story};

/// Where pages go.
pub(super) struct Way<'a> {
    pub(super) last: &'a Last,
    pub(super) stage: &'a Stage,
    /// Whether those that stand as they are made are staged nevertheless.
    pub(super) all: bool,
}

/// Takes the pages of one build.
pub(super) struct Taking<'a> {
    pub(super) way: &'a Way<'a>,
    pub(super) making: &'a Making<'a>,
    pub(super) story: &'a Story<'a>,
    pub(super) parts: &'a parts::Made,
    /// For others' eyes.
    pub(super) audit: Option<Audit<'a>>,
    /// What earlier pages left, for whoever takes the next.
    clean: Mutex<Vec<Clean>>,
}

/// What is left of a page.
pub(super) struct Taken {
    /// What it would give away; then it is not staged.
    pub(super) leaks: Vec<Leak>,
    pub(super) output: Output,
    /// Where the part stands that the next build may keep.
    pub(super) part: Option<PartPlace>,
}

impl<'a> Taking<'a> {
    /// Knows what others must not see, where they will.
    pub(super) fn of(
        way: &'a Way<'a>,
        making: &'a Making<'a>,
        (story, parts): (&'a Story<'a>, &'a parts::Made),
        labels: &Labels,
    ) -> Taking<'a> {
        let audit = making.others.map(|(view, ..)| Audit::of(view, labels));
        Taking { way, making, story, parts, audit, clean: Mutex::default() }
    }

    /// Takes a page.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn take(&self, page: Page) -> Result<Taken> {
        let Way { last, stage, all } = self.way;
        let leaks = self.audit.as_ref().map(|audit| self.leaks(audit, &page)).unwrap_or_default();
        let part = self.parts.place(self.story, &page, last);
        let origin = self.making.origin_of(&page);
        let made = match page.bytes() {
            Some(bytes) => Made { hash: digest(bytes), size: Some(bytes.len() as u64), key: page.key.clone(), origin },
            None => Made { key: page.key.clone(), origin, ..last.kept(&page.path) },
        };
        let is_new = |made: &Made| *all || last.marker.is_none() || !last.stands(&page.path, made);
        let staged = page.bytes().filter(|_| leaks.is_empty() && is_new(&made)).map(|bytes| stage.put(bytes)).transpose()?;
        Ok(Taken { leaks, output: Output { path: page.path, made, staged }, part })
    }

    fn leaks(&self, audit: &Audit<'_>, page: &Page) -> Vec<Leak> {
        let left = || self.clean.lock().unwrap_or_else(PoisonError::into_inner);
        let mut clean = left().pop().unwrap_or_default();
        let leaks = audit.page(page, &mut clean);
        left().push(clean);
        leaks
    }
}
