//! How an entry names the template it was written from: `id` or `id@version`.

use crate::text::normal::{fold_id, is_same_id};

/// `id` or `id@version`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TemplateRef {
    /// The template's id.
    pub(crate) id: String,
    /// The version it was written from.
    pub(crate) version: Option<u32>,
}

impl TemplateRef {
    /// Whether it names the template of an id, compared as ids are; of one version, where one is asked for.
    pub(crate) fn is_of(&self, id: &str, version: Option<u32>) -> bool {
        (version.is_none() || self.version == version) && is_same_id(&self.id, id)
    }

    /// What makes two references one: the folded id and the version.
    pub(crate) fn key(&self) -> (String, Option<u32>) {
        (fold_id(&self.id), self.version)
    }
}

impl std::fmt::Display for TemplateRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.version {
            Some(version) => write!(f, "{}@{version}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}
