//! The one test binary: transcripts of the program as a user sees it, and what must hold for all input.

mod transcripts;
