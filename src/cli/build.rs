//! `asklog build`.
#[derive(clap::Args)]
pub(super) struct Args {}
pub(super) fn run(_: &super::Globals, _: &Args) -> super::Outcome {
    Ok(super::Exit::Done)
}
