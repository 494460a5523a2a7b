using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pentimento.Server.Cli;

/// <summary>A command whose help ends with examples that work when pasted.</summary>
/// <param name="examples">One command line a line.</param>
internal sealed class ExampleCommand(string name, string description, string examples) : Command(name, description)
{
    public string Examples { get; } = examples;
}

/// <summary>The usual help, and after it the command's examples.</summary>
internal sealed class ExamplesAfterHelp(HelpAction usual, RootCommand root, string rootExamples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = command == root ? rootExamples : (command as ExampleCommand)?.Examples;
        if (examples is not null)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in examples.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                output.WriteLine($"  {line}");
            }
        }

        return code;
    }
}
