//! A document that is asked about, with what an answer needs.

use super::client::Client;
use super::cursor;
use super::positions::Places;
use super::shelf::Shelf;
use crate::calendar::Now;
use crate::disk::SETTINGS;
use crate::yaml::Node;

/// The document, its journal, and the moment.
pub(super) struct Asked<'a> {
    /// Its journal.
    pub(super) shelf: &'a Shelf,
    /// What the editor can.
    pub(super) client: &'a Client,
    /// Its address.
    pub(super) uri: &'a str,
    /// Its path in the journal.
    pub(super) path: &'a str,
    /// Its version, where it is open.
    pub(super) version: Option<i32>,
    /// Its text.
    pub(super) text: &'a str,
    /// Its places.
    pub(super) places: Places<'a>,
    /// Now.
    pub(super) now: Now,
}

impl Asked<'_> {
    /// Whether it is the settings' file.
    pub(super) fn is_settings(&self) -> bool {
        self.path == SETTINGS
    }

    /// Whether it is a message template.
    pub(super) fn is_template(&self) -> bool {
        self.path.starts_with("templates/")
    }

    /// Its keys and values, as far as they can be read.
    pub(super) fn root(&self) -> Node {
        cursor::root(self.text, self.is_settings())
    }
}
