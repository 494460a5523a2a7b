using Pentimento.Engine.Operations.Kernels;

namespace Pentimento.Engine.Operations;

/// <summary>
/// Turns every hue by an angle in OKLCh, the polar form of OKLab (Ottosson 2020): lightness and chroma stay, which a turn in HSV or
/// HSL would not keep (a yellow turned there becomes a dark blue). Colours that the screen cannot show lose a little chroma.
/// </summary>
internal sealed class HueShift : PointOperation
{
    public override string Name => "hue_shift";

    public override OperationGroup Group => OperationGroup.Colour;

    public override string Summary => "Turns all hues around the colour circle of OKLab; lightness and vividness stay.";

    public override AmountRange Amount => new(-180, 180, 30, "°");

    public override IReadOnlyList<string> Examples => ["shift the hue by 40 degrees", "rotate the colours by 180°"];

    public override PointKernel? Kernel(OperationArguments arguments)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(arguments.Amount));
        return arguments.Amount == 0
            ? null
            : new OkLabTransfer(new[,] { { 1, 0, 0 }, { 0, (float)cos, (float)-sin }, { 0, (float)sin, (float)cos } }, [0, 0, 0]);
    }
}
