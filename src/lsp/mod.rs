//! The language server: findings, completion and the rest for any editor, over the same engine as `check`. It reads the
//! clock and the files only through [`Outside`], and writes nothing: the editor applies every edit.

mod actions;
mod answers;
mod asked;
mod buffers;
mod client;
mod completion;
mod cursor;
mod edits;
mod findings;
mod hover;
mod keys;
mod length;
mod nearby;
mod outside;
mod places;
mod positions;
mod rename;
mod server;
mod settle;
mod shelf;
mod symbols;
mod template_page;
mod uri;

use std::sync::Arc;

use lsp_server::Connection;

pub(crate) use outside::Outside;

/// Serves one editor over standard input and output, until it says `exit` or is gone. Gives whether it took its leave
/// in order: `shutdown`, then `exit`.
pub(crate) fn serve(outside: Arc<dyn Outside>) -> bool {
    let (connection, threads) = Connection::stdio();
    let is_clean = server::run(connection, outside);
    // The writer's end is told by the connection's; a reader that waits for an editor that is gone has ended.
    let _ = threads.join();
    is_clean
}
