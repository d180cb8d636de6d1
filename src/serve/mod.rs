//! The journal on the loopback: pages answered from memory, and a word to each open page when something changed.
//! Nothing here knows what a journal is, or writes.

mod changes;
mod http;
mod live;
mod server;
mod watch;

pub(crate) use changes::Changes;
pub(crate) use http::Answer;
pub(crate) use live::{LIVE_SCRIPT, listening};
pub(crate) use server::{listen, run};
pub(crate) use watch::Watch;
