//! The catalogue's two files, embedded and read once when first needed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Lang;
use crate::yaml::{Sentences, read_catalogue};

/// The catalogue of one language.
#[derive(Clone, Copy)]
pub(crate) struct Labels {
    /// Its language.
    pub(crate) lang: Lang,
    entries: &'static Sentences,
}

impl Labels {
    /// The catalogue of a language.
    pub(crate) fn of(lang: Lang) -> Labels {
        static ZH_TW: OnceLock<Sentences> = OnceLock::new();
        static EN: OnceLock<Sentences> = OnceLock::new();
        let (cell, source) = match lang {
            Lang::ZhTw => (&ZH_TW, include_str!("../../templates/labels/zh-TW.yaml")),
            Lang::En => (&EN, include_str!("../../templates/labels/en.yaml")),
        };
        Labels { lang, entries: cell.get_or_init(|| read_catalogue(source)) }
    }

    /// The pattern of a key, where the catalogue has it.
    pub(super) fn find(&self, key: &str) -> Option<&'static str> {
        self.entries.get(key).map(Cow::as_ref)
    }

    /// The pattern of a key; the key itself where the catalogue lacks it (a test forbids that).
    pub(crate) fn pattern<'a>(&self, key: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.entries.get(key).map_or(key, Cow::as_ref)
    }

    /// The word for a key that is built at run time, such as `status.waiting`.
    pub(crate) fn word(&self, group: &str, name: &str) -> String {
        self.known(group, name).unwrap_or(name).to_owned()
    }

    /// As [`Labels::word`], where the catalogue has it.
    pub(crate) fn known(&self, group: &str, name: &str) -> Option<&'static str> {
        self.entries.get([group, ".", name].concat().as_str()).map(Cow::as_ref)
    }

    /// All keys and what they say, in no order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.entries.iter().map(|(key, said)| (key.as_ref(), said.as_ref()))
    }

    /// All entries whose keys begin with `prefix`, the prefix taken off: what a layout is given.
    pub(crate) fn group(&self, prefix: &str) -> BTreeMap<&'static str, &'static str> {
        self.entries.iter().filter_map(|(key, said)| Some((key.strip_prefix(prefix)?, said.as_ref()))).collect()
    }
}
