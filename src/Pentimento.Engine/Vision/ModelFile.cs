using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pentimento.Engine.Vision;

/// <summary>A file of a model that Pentimento uses: pinned, so that what is loaded is what was tried.</summary>
/// <param name="Name">What it is called in the model folder.</param>
/// <param name="Capability">What it is needed for.</param>
/// <param name="Origin">Whose model it is.</param>
/// <param name="Licence">SPDX names: of the weights, and of the package where that has another.</param>
/// <param name="Package">The npm package that ships it, with its version.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its content; lower-case hexadecimal.</param>
public sealed record ModelFile(string Name, string Capability, string Origin, string Licence, string Package, long Bytes, string Sha256)
{
    /// <summary>Every model file, as <c>native/models/models.json</c> pins them.</summary>
    public static IReadOnlyList<ModelFile> All { get; } = ReadAll();

    /// <summary>The file of that name.</summary>
    /// <exception cref="ArgumentException">No such file is pinned.</exception>
    public static ModelFile Named(string name) =>
        All.FirstOrDefault(file => file.Name == name) ?? throw new ArgumentException($"models.json pins no file named {name}", nameof(name));

    private static ModelFile[] ReadAll()
    {
        using var json = Assembly.GetExecutingAssembly().GetManifestResourceStream("Vision.models.json")!;
        var pins = JsonSerializer.Deserialize(json, ModelPinsContext.Default.ModelPins)!;
        return [.. pins.Files.Select(f => new ModelFile(
            f.File, f.Capability, f.Origin, f.Licence, $"{f.Package}@{pins.Packages[f.Package].Version}", f.Bytes, f.Sha256))];
    }
}

internal sealed record ModelPins(Dictionary<string, PackagePin> Packages, FilePin[] Files);

internal sealed record PackagePin(string Version, string Integrity);

internal sealed record FilePin(string File, string Capability, string Origin, string Licence, string Package, string Path, long Bytes, string Sha256);

[JsonSerializable(typeof(ModelPins))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class ModelPinsContext : JsonSerializerContext;
