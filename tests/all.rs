//! The one test binary: transcripts of the program as a user sees it, and what must hold for all input.

mod catalogue;
mod example;
mod floors;
mod judgements;
mod letters;
mod program;
mod site;
mod statistics;
mod transcripts;
