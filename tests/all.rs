//! The one test binary: transcripts of the program as a user sees it, and what must hold for all input.

mod addressees;
mod advised_commands;
mod again;
mod ahead_tables;
mod bounds;
mod catalogue;
mod copied_cells;
mod deleted_columns;
mod edited_tables;
#[cfg(unix)]
mod environment;
mod example;
#[cfg(unix)]
mod fault_table;
mod floors;
mod foreign;
#[path = "../src/fuzz.rs"]
mod fuzz;
mod help;
mod imports;
mod invitations;
mod iterations;
mod judgements;
mod letters;
mod letters_here;
mod lost_words;
#[cfg(feature = "lsp")]
mod lsp;
mod mailbox;
mod mailbox_again;
mod mistaken_tables;
mod old_versions;
mod one_file;
#[cfg(unix)]
mod places;
mod privacy;
mod program;
mod race;
#[cfg(unix)]
mod races;
mod repository;
mod save;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod statistics;
mod table_encodings;
mod tables;
mod tables_together;
mod told_cells;
mod transcripts;
