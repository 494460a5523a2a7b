namespace Pentimento.Engine.Native.Onnx;

/// <summary>ONNX Runtime's <c>OrtErrorCode</c>, in its order; what is not named here is a failure like any other.</summary>
internal enum OnnxError
{
    None,
    Fail,
    InvalidArgument,
    NoSuchFile,
    NoModel,
    EngineError,
    RuntimeException,
    InvalidProtobuf,
    ModelLoaded,
    NotImplemented,
    InvalidGraph,
}

/// <summary>What ONNX Runtime said when a call failed: for the log, never for a client.</summary>
internal sealed class OnnxException(OnnxError error, string message) : Exception(message)
{
    public OnnxError Error { get; } = error;
}
