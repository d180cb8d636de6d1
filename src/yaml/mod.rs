//! YAML with places: the one address of serde_yaml and of the parser beneath it.
//!
//! granit_parser (which serde_yaml itself is built on) reads, because a checker needs every value
//! with its place and its style, text kept as text; serde_yaml writes values and reads our own files.

mod faults;
mod lines;
mod node;
mod read;
mod refusal;
mod write;

pub(crate) use faults::{Fault, Shape, meant_as_key};
pub(crate) use node::{Entry, Node, Style, Value};
pub(crate) use read::read;
pub(crate) use refusal::Refusal;
pub(crate) use write::{flow_item, scalar};

use std::collections::BTreeMap;

/// Reads one of our own flat files of sentences.
///
/// # Panics
/// When the embedded file is not YAML; a test reads it.
pub(crate) fn read_catalogue(source: &str) -> BTreeMap<String, String> {
    serde_yaml::from_str(source).expect("the embedded catalogue is a flat mapping of texts")
}
