using System.CommandLine;
using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>Shows what the words of a prompt mean in a picture: the mask, and the picture with the rest darkened.</summary>
internal static class SelectCommand
{
    public static Command Create(CommandLineParts parts)
    {
        var input = new Argument<string>("IN") { Description = "The image to look at; it is never changed." };
        var target = new Argument<string>("TARGET") { Description = "What is meant, in words or as a plan's target." };
        var output = Png("--output", "-o", "OUT", "Where the mask goes: a PNG, transparent where the target is. As --mask of edit it limits an edit to it.");
        output.Required = true;
        var overlay = Png("--overlay", "-v", "FILE", "Also writes the image with everything else darkened, to look at: a PNG.");
        var force = new Option<bool>("--force") { Description = "Allow an output to replace IN." };
        var command = new ExampleCommand(
            "select",
            "Finds a part of an image by name and writes it as a mask.",
            """
            pentimento select street.jpg "the man on the left" -o mask.png
            pentimento select team.jpg "everyone except the woman in the middle" -o mask.png --overlay look.png
            pentimento edit street.jpg "blur" --mask mask.png -o blurred.jpg
            """)
        {
            input, target, output, overlay, force,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var outputs = new[] { parsed.GetRequiredValue(output), parsed.GetValue(overlay) }.OfType<string>().ToArray();
            foreach (var path in outputs)
            {
                new EditFiles(parsed.GetRequiredValue(input), [], null, path).CheckOutput(parsed.GetValue(force));
            }

            if (outputs.Length == 2 && Path.GetFullPath(outputs[0]) == Path.GetFullPath(outputs[1]))
            {
                throw new EditException(EditFailure.InvalidValue, $"The mask and the overlay cannot both be {outputs[0]}.", "overlay");
            }

            var images = await new EditFiles(parsed.GetRequiredValue(input), [], null, outputs[0]).ReadImagesAsync(parts.Limits(), cancellation).ConfigureAwait(false);
            var selected = await Task.Run(() => parts.Select(images[0], parsed.GetRequiredValue(target), cancellation), cancellation).ConfigureAwait(false);
            await OutputFile.WriteAsync(outputs[0], selected.Mask, cancellation).ConfigureAwait(false);
            if (outputs.Length == 2)
            {
                await OutputFile.WriteAsync(outputs[1], selected.Overlay, cancellation).ConfigureAwait(false);
            }

            await parts.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{outputs[0]}: {selected.Words}, {selected.Share:0.0%} of the image.")).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static Option<string> Png(string name, string alias, string help, string description)
    {
        var option = new Option<string>(name, alias) { HelpName = help, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && OutputFile.FormatOf(token.Value) is not OutputFormat.Png)
            {
                result.AddError($"'{token.Value}' must end in .png.");
            }
        });
        return option;
    }
}
