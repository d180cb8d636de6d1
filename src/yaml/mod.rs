//! YAML with places: the one address of serde_yaml and of the parser beneath it.
//!
//! granit_parser (which serde_yaml itself is built on) reads, because a checker needs every value
//! with its place and its style, text kept as text; serde_yaml writes values.

mod faults;
mod lines;
mod node;
mod plain;
mod read;
mod refusal;
mod sentences;
mod write;

pub(crate) use faults::{Fault, Shape, meant_as_key};
pub(crate) use node::{Entry, Node, Style, Value};
pub(crate) use read::read;
pub(crate) use refusal::Refusal;
pub(crate) use sentences::{Sentences, read_catalogue};
pub(crate) use write::{flow_item, scalar};
