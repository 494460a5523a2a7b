using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>A request that has passed every check of the contract.</summary>
/// <param name="AsUrl">Answer with addresses instead of bytes.</param>
/// <param name="AsStream">Answer with server-sent events instead of one document.</param>
/// <param name="Ignored">Names of fields that had no effect, as sent.</param>
internal sealed record EditCall(EditRequest Request, bool AsUrl, bool AsStream, IReadOnlyList<string> Ignored);

/// <summary>Checks a form against the contract, field by field, and makes of it what an engine understands.</summary>
internal sealed class EditRequestBuilder(IOptions<ApiOptions> options, IOptions<EditLimits> limits)
{
    private const int MaxIdentifierLength = 128;

    /// <param name="resolveModel">The engine-side name of a requested model (null: the default); throws for unknown ones.</param>
    /// <exception cref="EditException">The first thing that is wrong.</exception>
    public EditCall Build(EditForm form, Func<string?, string> resolveModel)
    {
        if (options.Value.Strict && form.Unknown is [var unknown, ..])
        {
            throw Refusal.Unknown(unknown);
        }

        var fields = new TextFields(form.Texts);
        var images = Images(form);
        var prompt = Prompt(form);
        var model = resolveModel(fields.Text(EditFields.Model));
        if (form.Markup is not null && form.Mask is not null)
        {
            throw new EditException(EditFailure.InvalidValue, "'markup' cannot be combined with 'mask'.", EditFields.Markup);
        }

        RefuseWhatIsNotDone(fields);
        CheckWithoutEffect(fields);
        var asUrl = fields.Choice("response_format", "b64_json", "url") == "url";
        var asStream = fields.Flag("stream");
        if (asUrl && asStream)
        {
            throw Refusal.Invalid("response_format", "url", "A stream carries the bytes: leave the field out, or send stream=false.");
        }

        var partials = fields.Integer("partial_images", 0, 3) ?? 0;
        var format = Format(fields);
        return new(
            new EditRequest
            {
                Model = model,
                Prompt = prompt,
                Images = images,
                Mask = form.Mask is { } mask ? new(mask.Field, mask.Bytes) : null,
                Markup = form.Markup is { } markup ? new(markup.Field, markup.Bytes) : null,
                Count = fields.Integer("n", 1, 10) ?? 1,
                Size = SizeField.Parse(fields.Text("size"), limits.Value),
                Format = format,
                Compression = Compression(fields, format),
                Background = Background(fields, format),
                Quality = Quality(fields),
                PartialImages = asStream ? partials : 0,
            },
            asUrl,
            asStream,
            form.Unknown);
    }

    private static InputFile[] Images(EditForm form) => form.Images.Count > 0
        ? [.. form.Images.Select(static file => new InputFile(file.Field, file.Bytes))]
        : throw Refusal.Missing(form.ImageField);

    private string Prompt(EditForm form)
    {
        if (!form.Texts.TryGetValue(EditFields.Prompt, out var prompt) || string.IsNullOrWhiteSpace(prompt))
        {
            throw Refusal.Missing(EditFields.Prompt);
        }

        var longest = options.Value.MaxPromptCharacters;
        var length = prompt.EnumerateRunes().Count();
        return length <= longest
            ? prompt
            : throw new EditException(EditFailure.InvalidValue, $"The prompt has {length} characters; at most {longest} are read.", EditFields.Prompt);
    }

    /// <summary>Fields of the contract that would change the result and are not built yet: ignoring them would be a silent lie.</summary>
    private static void RefuseWhatIsNotDone(TextFields fields)
    {
        foreach (var name in (ReadOnlySpan<string>)["frame_count", "frame_duration_ms"])
        {
            if (fields.Has(name))
            {
                throw Unsupported(name, "Animations are not written.");
            }
        }
    }

    /// <summary>Fields that steer a hosted service and change nothing in what this server does; their values must be right all the same.</summary>
    private static void CheckWithoutEffect(TextFields fields)
    {
        fields.Choice("input_fidelity", "high", "low");
        fields.Choice("moderation", "low", "auto");
        fields.Choice("complexity", "low", "medium", "high");
        if (fields.Text("safety_identifier") is { Length: > MaxIdentifierLength } identifier)
        {
            throw Refusal.Invalid("safety_identifier", identifier, $"It may have at most {MaxIdentifierLength} characters.");
        }
    }

    private static OutputFormat Format(TextFields fields)
    {
        var text = fields.Text("output_format");
        return text?.ToLowerInvariant() switch
        {
            null or "png" => OutputFormat.Png,
            "jpeg" or "jpg" => OutputFormat.Jpeg,
            "webp" => OutputFormat.Webp,
            _ => throw Refusal.Invalid("output_format", text, "Supported formats are: png, jpeg, webp."),
        };
    }

    private static int Compression(TextFields fields, OutputFormat format)
    {
        var compression = fields.Integer("output_compression", 0, 100) ?? 100;
        return format != OutputFormat.Png || compression == 100
            ? compression
            : throw Refusal.Invalid(
                "output_compression", $"{compression}", "It applies to the output formats jpeg and webp; png is always lossless.");
    }

    private static OutputBackground Background(TextFields fields, OutputFormat format)
    {
        switch (fields.Choice("background", "auto", "transparent", "opaque"))
        {
            case "transparent" when format == OutputFormat.Jpeg:
                throw Refusal.Invalid("background", "transparent", "JPEG has no transparency: use output_format png or webp.");
            case "transparent":
                return OutputBackground.Transparent;
            case "opaque":
                return OutputBackground.Opaque;
            default:
                return OutputBackground.Auto;
        }
    }

    private static EditQuality Quality(TextFields fields) =>
        fields.Choice("quality", "auto", "low", "medium", "high", "standard", "hd", "xhigh", "max") switch
        {
            "low" => EditQuality.Low,
            "medium" or "standard" => EditQuality.Medium,
            _ => EditQuality.High,
        };

    private static EditException Unsupported(string name, string hint) =>
        new(EditFailure.UnsupportedParameter, $"Unsupported parameter: '{name}' is not carried out by this server yet. {hint}", name);
}
