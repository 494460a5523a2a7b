using Pentimento.Server.Editing;

namespace Pentimento.Server.Cli;

/// <summary>The files that one <c>edit</c> reads and writes, as they were named.</summary>
internal sealed record EditFiles(string Input, IReadOnlyList<string> More, string? Mask, string Output)
{
    /// <summary>Refuses, before any work is done, an output that cannot be written or that would take the place of what is read.</summary>
    /// <exception cref="EditException">It is so, and what to do.</exception>
    public void CheckOutput(bool force)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(Output))!;
        if (!Directory.Exists(folder))
        {
            throw new EditException(EditFailure.NotFound, $"The folder of {Output} does not exist: {folder}");
        }

        if (Directory.Exists(Output))
        {
            throw new EditException(EditFailure.InvalidValue, $"{Output} is a folder.", "output");
        }

        string[] read = [Input, .. More, .. Mask is null ? Array.Empty<string>() : [Mask]];
        if (!force && read.FirstOrDefault(file => Real(file) == Real(Output)) is { } same)
        {
            throw new EditException(EditFailure.InvalidValue, $"{Output} would replace {same}, which is read: name another file, or say --force.", "output");
        }
    }

    public async Task<IReadOnlyList<InputFile>> ReadImagesAsync(EditLimits limits, CancellationToken cancellation)
    {
        if (1 + More.Count > limits.MaxImages)
        {
            throw new EditException(EditFailure.InvalidValue, $"At most {limits.MaxImages} images can be given, not {1 + More.Count}.", "image");
        }

        var images = new List<InputFile>();
        foreach (var path in More.Prepend(Input))
        {
            images.Add(await ReadAsync("image", path, limits, cancellation).ConfigureAwait(false));
        }

        return images;
    }

    public async Task<InputFile?> ReadMaskAsync(EditLimits limits, CancellationToken cancellation) =>
        Mask is null ? null : await ReadAsync("mask", Mask, limits, cancellation).ConfigureAwait(false);

    private static async Task<InputFile> ReadAsync(string field, string path, EditLimits limits, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new EditException(EditFailure.NotFound, $"There is no file {path}.", field);
        }

        if (file.Length > limits.MaxFileBytes)
        {
            throw new EditException(EditFailure.TooLarge, $"{path} has {file.Length} bytes; at most {limits.MaxFileBytes} are read (Editing:MaxFileBytes).", field);
        }

        return new InputFile(field, await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false));
    }

    /// <summary>The file behind links, so that no second name of it slips through; in one spelling where the system does not tell cases apart.</summary>
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        full = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
        return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? full.ToUpperInvariant() : full;
    }
}
