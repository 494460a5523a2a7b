using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>One edit without a server, through the same engine and limits.</summary>
internal static class EditCommand
{
    public static Command Create(CommandLineParts parts)
    {
        var input = new Argument<string>("IN") { Description = "The image to edit (PNG, JPEG, WebP …); it is never changed." };
        var prompt = new Argument<string>("PROMPT") { Description = "What to change, in words." };
        var output = new Option<string>("--output", "-o") { HelpName = "OUT", Required = true, Description = "Where the result goes; its ending says the format: .png, .jpg or .webp." };
        var mask = new Option<string>("--mask", "-m") { HelpName = "FILE", Description = "A PNG of the image's size; only where it is transparent may anything change." };
        var more = new Option<string[]>("--image", "-i") { HelpName = "FILE", Description = "A further image that the prompt speaks of; may be repeated." };
        var size = new Option<PixelSize?>("--size") { HelpName = "WxH", CustomParser = ReadSize, Description = "Exact pixels of the result; otherwise the image's own." };
        var quality = Choice<EditQuality>("--quality", "How much effort the edit is worth; otherwise high.");
        var compression = new Option<int>("--compression") { HelpName = "0-100", DefaultValueFactory = _ => 100, Description = "Quality of JPEG and WebP files." };
        var background = Choice<OutputBackground>("--background", "What becomes of transparency; otherwise auto.");
        var model = new Option<string>("--model") { HelpName = "NAME", Description = "The model; otherwise the configured one." };
        var force = new Option<bool>("--force") { Description = "Allow OUT to replace IN." };
        compression.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 100))
            {
                result.AddError("--compression is a number from 0 to 100.");
            }
        });
        output.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && OutputFile.FormatOf(token.Value) is null)
            {
                result.AddError($"'{token.Value}' must end in .png, .jpg, .jpeg or .webp.");
            }
        });

        var command = new ExampleCommand(
            "edit",
            "Edits an image and writes the result to a file.",
            """
            pentimento edit cat.jpg "make it black and white" -o cat-bw.jpg
            pentimento edit cat.jpg "crop to a square, slightly brighter" -o cat.png
            pentimento edit room.png "blur" --mask window.png -o room-blurred.png
            """)
        {
            input, prompt, output, mask, more, size, quality, compression, background, model, force,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = new EditFiles(parsed.GetRequiredValue(input), parsed.GetValue(more) ?? [], parsed.GetValue(mask), parsed.GetRequiredValue(output));
            files.CheckOutput(parsed.GetValue(force));
            var route = parts.Models().Find(parsed.GetValue(model));
            var limits = parts.Limits();
            var request = new EditRequest
            {
                Model = route.Model,
                Prompt = parsed.GetRequiredValue(prompt),
                Images = await files.ReadImagesAsync(limits, cancellation).ConfigureAwait(false),
                Mask = await files.ReadMaskAsync(limits, cancellation).ConfigureAwait(false),
                Size = parsed.GetValue(size),
                Format = OutputFile.FormatOf(files.Output)!.Value,
                Compression = parsed.GetValue(compression),
                Background = parsed.GetValue(background) ?? OutputBackground.Auto,
                Quality = parsed.GetValue(quality) ?? EditQuality.High,
            };
            using var result = await RunAsync(route.Engine, request, cancellation).ConfigureAwait(false);
            var image = result.Images[0];
            await OutputFile.WriteAsync(files.Output, image.Bytes, cancellation).ConfigureAwait(false);
            var proof = image.ChangedOutside is { } changed ? FormattableString.Invariant($" Pixels changed outside the region: {changed}.") : "";
            await parts.Output.WriteLineAsync($"{files.Output}: {image.Size}, {image.RevisedPrompt.TrimEnd('.')}.{proof}").ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task<EditResult> RunAsync(IEditEngine engine, EditRequest request, CancellationToken cancellation)
    {
        await foreach (var report in engine.EditAsync(request, cancellation).ConfigureAwait(false))
        {
            switch (report)
            {
                case EditEvent.PartialImage partial:
                    partial.Image.Dispose();
                    break;
                case EditEvent.Finished finished:
                    return finished.Result;
                default:
                    break;
            }
        }

        throw new EditException(EditFailure.Internal, "The engine ended without a result.");
    }

    /// <summary>An option whose values are an enum's names, in small letters; numbers are none of them.</summary>
    private static Option<T?> Choice<T>(string name, string description)
        where T : struct, Enum
    {
        var choices = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToList();
        return new(name)
        {
            HelpName = string.Join('|', choices),
            Description = description,
            CustomParser = result =>
            {
                var index = choices.IndexOf(result.Tokens[0].Value.ToLowerInvariant());
                if (index < 0)
                {
                    result.AddError($"{name} is one of {string.Join(", ", choices)}, not '{result.Tokens[0].Value}'.");
                    return null;
                }

                return Enum.GetValues<T>()[index];
            },
        };
    }

    private static PixelSize? ReadSize(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var sides = text.Split('x', 'X');
        if (sides.Length == 2
            && int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width > 0 && height > 0)
        {
            return new(width, height);
        }

        if (!text.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            result.AddError($"'{text}' is no size; write pixels across and down, such as 1024x768.");
        }

        return null;
    }
}
