//! asklog 求援誌: a journal of requests for help, kept as a folder of Markdown files.
//!
//! Only [`run`] is public. ARCHITECTURE.md names the floors; `tests/floors.rs` holds them.

// A build without a face or a format leaves unused what only they use.
#![cfg_attr(not(all(feature = "serve", feature = "lsp", feature = "xlsx")), allow(dead_code, unused_imports))]

mod calendar;
mod checks;
mod cli;
mod diagnostic;
mod disk;
mod error;
mod feedback;
#[cfg(test)]
mod fuzz;
mod git;
mod insight;
mod interchange;
mod iterations;
mod jinja;
mod journal;
mod json;
mod labels;
#[cfg(feature = "lsp")]
mod lsp;
mod markdown;
mod message;
mod parallel;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod statistics;
mod terminal;
mod text;
mod versions;
mod yaml;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command line, program name first, and gives its exit status: 0 done and clean, 1 the
/// answer is no, 2 it could not be done.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    cli::run(args)
}
