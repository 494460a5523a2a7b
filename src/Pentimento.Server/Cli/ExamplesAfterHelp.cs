using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pentimento.Server.Cli;

/// <summary>A command whose help ends with examples that work when pasted.</summary>
/// <param name="description">A sentence; it stands in the list of commands too.</param>
/// <param name="examples">One command line a line.</param>
/// <param name="notes">What else a person must know, as lines; stands before the examples.</param>
internal sealed class ExampleCommand(string name, string description, string examples, string notes = "") : Command(name, description)
{
    public string Examples { get; } = examples;

    public string Notes { get; } = notes;
}

/// <summary>The usual help, and after it the command's notes and examples.</summary>
internal sealed class ExamplesAfterHelp(HelpAction usual, string rootExamples, string rootNotes) : SynchronousCommandLineAction
{
    // Who asks for help may have half a command before it.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var (notes, examples) = parseResult.CommandResult.Command is ExampleCommand command
            ? (command.Notes, command.Examples)
            : (rootNotes, rootExamples);
        Write(output, "Notes:", notes);
        Write(output, "Examples:", examples);
        return code;
    }

    private static void Write(TextWriter output, string title, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine(title);
            foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
            {
                output.WriteLine($"  {line}");
            }

            output.WriteLine();
        }
    }
}
