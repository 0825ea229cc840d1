"""``diplowatch completion``: what a shell takes to complete commands and options."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Write what lets a SHELL complete commands and options: bash (4.4 or newer), zsh or fish.

    \b
    bash  diplowatch completion bash > ~/.local/share/bash-completion/completions/diplowatch
    zsh   diplowatch completion zsh > a file "_diplowatch" in a folder of $fpath
    fish  diplowatch completion fish > ~/.config/fish/completions/diplowatch.fish
    """  # noqa: D301 - Click keeps the lines of a paragraph that begins with \b
    from click.shell_completion import get_completion_class

    name = "diplowatch"
    chosen = get_completion_class(shell)
    assert chosen is not None  # noqa: S101 - click has all three
    source = chosen(context.find_root().command, {}, name, "_DIPLOWATCH_COMPLETE")
    # Without a look for a bash here: it may be written for another machine.
    click.echo(source.source_template % source.source_vars())
